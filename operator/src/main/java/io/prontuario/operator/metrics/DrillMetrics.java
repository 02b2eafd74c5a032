package io.prontuario.operator.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Metrics of the drill calendar. Not thread-safe. */
final class DrillMetrics {
    private final Gauge drillOverdue;
    private final Gauge drillPassed;
    private final Gauge drillRto;
    private Set<String> lastDrills = new HashSet<>();

    DrillMetrics(CollectorRegistry registry) {
        drillOverdue = Gauge.build(
                        "prontuario_drill_overdue", "1 when a scheduled drill has not passed in its last slot or since")
                .labelNames("drill")
                .register(registry);
        drillPassed = Gauge.build(
                        "prontuario_drill_last_success_timestamp_seconds",
                        "Time at which a scheduled drill last passed; 0 when it never has")
                .labelNames("drill")
                .register(registry);
        drillRto = Gauge.build("prontuario_drill_rto_seconds", "Recovery time of the last drill that measured one")
                .labelNames("drill")
                .register(registry);
    }

    /** Calendar entries that are not suspended; suspended ones have no series. */
    void recorded(List<PlatformStatus.Drill> calendar) {
        Set<String> scheduled = new HashSet<>();
        for (PlatformStatus.Drill drill : calendar) {
            if (drill.since() == null) {
                continue;
            }
            scheduled.add(drill.name());
            drillOverdue.labels(drill.name()).set(drill.overdue() ? 1 : 0);
            drillPassed
                    .labels(drill.name())
                    .set(OperatorMetrics.seconds(drill.lastSuccessfulTime()).orElse(0.0));
            Optional.ofNullable(drill.rto()).flatMap(Durations::tryParse).ifPresent(rto -> drillRto.labels(drill.name())
                    .set(rto.toMillis() / 1e3));
        }
        lastDrills.removeAll(scheduled);
        for (String gone : lastDrills) {
            drillOverdue.remove(gone);
            drillPassed.remove(gone);
            drillRto.remove(gone);
        }
        lastDrills = scheduled;
    }
}
