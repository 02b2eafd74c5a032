package io.prontuario.operator.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import io.prontuario.crds.v1alpha1.PlatformStatus;

/** Metrics of the projection and the inbox; NaN until they are known. */
final class ProjectionMetrics {
    private final Gauge projectionAsOf;
    private final Gauge inboxPending;

    ProjectionMetrics(CollectorRegistry registry) {
        projectionAsOf = Gauge.build(
                        "prontuario_projection_as_of_timestamp_seconds",
                        "Time up to which the record is known to be in the cloud; NaN until known")
                .register(registry);
        inboxPending = Gauge.build(
                        "prontuario_inbox_pending",
                        "Inbox entries that are not merged into the record yet; NaN while unknown")
                .register(registry);
        projectionAsOf.set(Double.NaN);
        inboxPending.set(Double.NaN);
    }

    void recorded(PlatformStatus status) {
        PlatformStatus.Projection projection = status.projection();
        projectionAsOf.set(OperatorMetrics.seconds(projection == null ? null : projection.dataAsOf())
                .orElse(Double.NaN));
        PlatformStatus.Inbox inbox = status.inbox();
        inboxPending.set(inbox == null ? Double.NaN : inbox.pending());
    }

    /** The new leader counts the inbox from now on. */
    void leadershipLost() {
        inboxPending.set(Double.NaN);
    }
}
