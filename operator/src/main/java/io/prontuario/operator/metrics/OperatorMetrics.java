package io.prontuario.operator.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import io.prometheus.client.hotspot.DefaultExports;
import io.prontuario.continuity.model.Decision;
import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.operator.observe.ProbeResult;
import io.prontuario.operator.observe.ProbeTarget;
import io.prontuario.operator.status.StatusTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operator's metrics. */
public final class OperatorMetrics {
    private final CollectorRegistry registry = new CollectorRegistry();
    private final Gauge mode = Gauge.build("prontuario_mode", "1 for the mode the platform is in, 0 for the others")
            .labelNames("mode")
            .register(registry);
    private final Gauge siteHealth = Gauge.build(
                    "prontuario_site_health", "1 healthy, 0 unhealthy, -1 unknown, by site")
            .labelNames("site")
            .register(registry);
    private final Gauge siteAdmitted = Gauge.build(
                    "prontuario_site_admitted", "1 when the site is admitted, so that requests may be routed to it")
            .labelNames("site")
            .register(registry);
    private final Gauge epoch =
            Gauge.build("prontuario_epoch", "Epoch of the last role change").register(registry);
    private final Gauge fallback = Gauge.build(
                    "gcp_fallback_active", "1 while the cloud is the active site and serves the emergency profile")
            .register(registry);
    private final Gauge drillOverdue = Gauge.build(
                    "prontuario_drill_overdue", "1 when a scheduled drill has not passed in its last slot or since")
            .labelNames("drill")
            .register(registry);
    private final Gauge drillPassed = Gauge.build(
                    "prontuario_drill_last_success_timestamp_seconds",
                    "Time at which a scheduled drill last passed; 0 when it never has")
            .labelNames("drill")
            .register(registry);
    private final Gauge drillRto = Gauge.build(
                    "prontuario_drill_rto_seconds", "Recovery time of the last drill that measured one")
            .labelNames("drill")
            .register(registry);
    private final Gauge projectionAsOf = Gauge.build(
                    "prontuario_projection_as_of_timestamp_seconds",
                    "Time up to which the record is known to be in the cloud; NaN until known")
            .register(registry);
    private final Gauge inboxPending = Gauge.build(
                    "prontuario_inbox_pending",
                    "Inbox entries that are not merged into the record yet; NaN while unknown")
            .register(registry);
    private final Counter transitions = Counter.build("prontuario_mode_transitions_total", "Mode changes, by new mode")
            .labelNames("to")
            .register(registry);
    private final Histogram probes = Histogram.build("prontuario_probe_duration_seconds", "Duration of a probe")
            .labelNames("site", "service", "result")
            .buckets(0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1, 2, 5)
            .register(registry);
    private final Histogram passes = Histogram.build(
                    "prontuario_reconcile_duration_seconds", "Duration of a reconcile pass")
            .buckets(0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
            .register(registry);
    private final Counter failures = Counter.build(
                    "prontuario_reconcile_failures_total", "Reconcile passes that failed")
            .register(registry);
    private final Counter writes = Counter.build(
                    "prontuario_object_writes_total", "Requests to create, change or delete objects")
            .register(registry);
    private final Gauge leader =
            Gauge.build("prontuario_leader", "1 on the leading replica").register(registry);
    private Optional<Mode> lastMode = Optional.empty();
    private Set<String> lastDrills = new HashSet<>();

    public OperatorMetrics() {
        DefaultExports.register(registry);
        projectionAsOf.set(Double.NaN);
        inboxPending.set(Double.NaN);
    }

    public CollectorRegistry registry() {
        return registry;
    }

    /** A decision was recorded. @param status as recorded */
    public synchronized void recorded(Decision decision, @Nullable PlatformStatus status) {
        decided(decision.next());
        if (status != null) {
            drills(status.drills());
            projection(status);
        }
    }

    private void decided(State state) {
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

    /** Calendar entries that are not suspended; suspended ones have no series. */
    private void drills(List<PlatformStatus.Drill> calendar) {
        Set<String> awake = new HashSet<>();
        for (PlatformStatus.Drill drill : calendar) {
            if (drill.since() == null) {
                continue;
            }
            awake.add(drill.name());
            drillOverdue.labels(drill.name()).set(drill.overdue() ? 1 : 0);
            drillPassed
                    .labels(drill.name())
                    .set(seconds(drill.lastSuccessfulTime()).orElse(0.0));
            Optional.ofNullable(drill.rto()).flatMap(Durations::tryParse).ifPresent(rto -> drillRto.labels(drill.name())
                    .set(rto.toMillis() / 1e3));
        }
        lastDrills.removeAll(awake);
        for (String gone : lastDrills) {
            drillOverdue.remove(gone);
            drillPassed.remove(gone);
            drillRto.remove(gone);
        }
        lastDrills = awake;
    }

    /** The projection and the inbox as status has them. */
    private void projection(PlatformStatus status) {
        PlatformStatus.Projection projection = status.projection();
        projectionAsOf.set(
                seconds(projection == null ? null : projection.dataAsOf()).orElse(Double.NaN));
        PlatformStatus.Inbox inbox = status.inbox();
        inboxPending.set(inbox == null ? Double.NaN : inbox.pending());
    }

    /** A time of status, in seconds since the epoch. */
    private static Optional<Double> seconds(@Nullable String time) {
        return StatusTime.read(time).map(at -> at.toEpochMilli() / 1e3);
    }

    public void acted(int objectWrites) {
        writes.inc(objectWrites);
    }

    public void probed(ProbeTarget target, ProbeResult result, long nanos) {
        probes.labels(
                        target.site().value(),
                        target.service(),
                        result.kind().name().toLowerCase(Locale.ROOT))
                .observe(nanos / 1e9);
    }

    public void passed(long nanos) {
        passes.observe(nanos / 1e9);
    }

    public void failed() {
        failures.inc();
    }

    public void leading(boolean leads) {
        leader.set(leads ? 1 : 0);
        if (!leads) {
            inboxPending.set(Double.NaN); // the new leader counts from now on
        }
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
