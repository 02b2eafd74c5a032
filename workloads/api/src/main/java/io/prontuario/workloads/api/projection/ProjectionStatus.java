package io.prontuario.workloads.api.projection;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prontuario.workloads.common.Readiness;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Status of the projection, for metrics and for the operator. Counts are reported only while both databases answer; the time up
 * to which the projection is complete stays valid afterwards.
 */
final class ProjectionStatus implements Readiness {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectionStatus.class);

    private final Counter applied;
    private final Gauge pending;
    private final Gauge asOf;
    private final Gauge sequence;
    private final Gauge inbox;
    private volatile State state =
            new State(null, false, OptionalLong.empty(), Status.notReady("nothing has been shipped yet"));

    /**
     * @param last result of the last successful shipment; null before the first
     * @param current whether the last attempt succeeded
     */
    private record State(Shipper.@Nullable ShipResult last, boolean current, OptionalLong inbox, Status readiness) {}

    ProjectionStatus(CollectorRegistry registry) {
        this.applied = Counter.build(
                        "prontuario_projection_applied_total", "Number of outbox entries applied to the projection.")
                .register(registry);
        this.pending = Gauge.build(
                        "prontuario_projection_pending",
                        "Number of outbox entries not applied to the projection yet; NaN if unknown.")
                .register(registry);
        this.asOf = Gauge.build(
                        "prontuario_projection_as_of_seconds",
                        "Time up to which the projection is complete, in seconds since the epoch; its age is the replication lag.")
                .register(registry);
        this.sequence = Gauge.build(
                        "prontuario_projection_applied_sequence",
                        "Sequence number of the last outbox entry applied to the projection.")
                .register(registry);
        this.inbox = Gauge.build(
                        "prontuario_inbox_pending",
                        "Number of inbox items not merged into the record yet; NaN if unknown.")
                .register(registry);
        pending.set(Double.NaN);
        inbox.set(Double.NaN);
    }

    void shipped(Shipper.ShipResult result, OptionalLong inboxPending) {
        applied.inc(result.applied());
        pending.set(result.pending());
        asOf.set(epochSeconds(result.asOf()));
        sequence.set(result.last());
        inbox.set(inboxPending.isPresent() ? inboxPending.getAsLong() : Double.NaN);
        update(new State(result, true, inboxPending, Status.ok()));
    }

    void failed(String reason) {
        pending.set(Double.NaN);
        inbox.set(Double.NaN);
        update(new State(state.last(), false, OptionalLong.empty(), Status.notReady(reason)));
    }

    @Override
    public Status current() {
        return state.readiness();
    }

    /** The body of {@code GET /projection}, without fields that are unknown. */
    Map<String, Object> body() {
        State now = state;
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("reason", now.readiness().reason());
        Shipper.ShipResult last = now.last();
        if (last != null) {
            body.put("asOf", last.asOf().toString());
            body.put("appliedSequence", last.last());
            if (now.current()) {
                body.put("pending", last.pending());
            }
        }
        now.inbox().ifPresent(count -> body.put("inboxPending", count));
        return body;
    }

    private void update(State next) {
        if (!next.readiness().equals(state.readiness())) {
            LOG.info("projection: {}", next.readiness().reason());
        }
        state = next;
    }

    private static double epochSeconds(Instant time) {
        return time.getEpochSecond() + time.getNano() / 1e9;
    }
}
