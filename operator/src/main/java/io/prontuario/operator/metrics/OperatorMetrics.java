package io.prontuario.operator.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import io.prometheus.client.hotspot.DefaultExports;
import io.prontuario.continuity.model.Decision;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.operator.observe.ProbeResult;
import io.prontuario.operator.observe.ProbeTarget;
import io.prontuario.operator.status.StatusTime;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operator's metrics. Thread-safe. */
public final class OperatorMetrics {
    private final CollectorRegistry registry = new CollectorRegistry();
    private final DecisionMetrics decisions = new DecisionMetrics(registry);
    private final ConditionMetrics conditions = new ConditionMetrics(registry);
    private final WriterMetrics writer = new WriterMetrics(registry);
    private final DrillMetrics drills = new DrillMetrics(registry);
    private final ProjectionMetrics projection = new ProjectionMetrics(registry);
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

    public OperatorMetrics() {
        DefaultExports.register(registry);
    }

    public CollectorRegistry registry() {
        return registry;
    }

    /** A decision was recorded. @param status as recorded */
    public synchronized void recorded(Decision decision, @Nullable PlatformStatus status) {
        decisions.recorded(decision.next());
        if (status != null) {
            conditions.recorded(status.conditions());
            writer.recorded(status.data());
            drills.recorded(status.drills());
            projection.recorded(status);
        }
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

    public synchronized void leading(boolean leads) {
        leader.set(leads ? 1 : 0);
        if (!leads) {
            conditions.leadershipLost();
            projection.leadershipLost();
        }
    }

    /** A time of status, in seconds since the epoch. */
    static Optional<Double> seconds(@Nullable String time) {
        return StatusTime.read(time).map(at -> at.toEpochMilli() / 1e3);
    }
}
