package io.prontuario.operator.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import java.util.Locale;
import java.util.Optional;

/** Metrics of the recorded state. Not thread-safe. */
final class DecisionMetrics {
    private final Gauge mode;
    private final Gauge siteHealth;
    private final Gauge siteAdmitted;
    private final Gauge epoch;
    private final Gauge fallback;
    private final Counter transitions;
    private Optional<Mode> lastMode = Optional.empty();

    DecisionMetrics(CollectorRegistry registry) {
        mode = Gauge.build("prontuario_mode", "1 for the mode the platform is in, 0 for the others")
                .labelNames("mode")
                .register(registry);
        siteHealth = Gauge.build("prontuario_site_health", "1 healthy, 0 unhealthy, -1 unknown, by site")
                .labelNames("site")
                .register(registry);
        siteAdmitted = Gauge.build(
                        "prontuario_site_admitted", "1 when the site is admitted, so that requests may be routed to it")
                .labelNames("site")
                .register(registry);
        epoch = Gauge.build("prontuario_epoch", "Epoch of the last role change").register(registry);
        fallback = Gauge.build(
                        "gcp_fallback_active", "1 while the cloud is the active site and serves the emergency profile")
                .register(registry);
        transitions = Counter.build("prontuario_mode_transitions_total", "Mode changes, by new mode")
                .labelNames("to")
                .register(registry);
    }

    void recorded(State state) {
        for (Mode each : Mode.values()) {
            mode.labels(label(each)).set(each == state.mode() ? 1 : 0);
        }
        state.sites().forEach((site, seen) -> {
            siteHealth.labels(site.value()).set(number(seen.health()));
            siteAdmitted.labels(site.value()).set(seen.admitted() ? 1 : 0);
        });
        epoch.set(state.epoch());
        fallback.set(state.active().filter(SiteName.CLOUD::equals).isPresent() ? 1 : 0);
        if (lastMode.isPresent() && lastMode.get() != state.mode()) {
            transitions.labels(label(state.mode())).inc();
        }
        lastMode = Optional.of(state.mode());
    }

    private static String label(Mode mode) {
        return mode.name().charAt(0) + mode.name().substring(1).toLowerCase(Locale.ROOT);
    }

    private static double number(Health health) {
        return switch (health) {
            case HEALTHY -> 1;
            case UNHEALTHY -> 0;
            case UNKNOWN -> -1;
        };
    }
}
