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
 * How the projection stands, as metrics and for the operator. What counts something now is told only while the databases answer;
 * up to when the cloud has everything stays true whatever happens afterwards.
 */
final class ShippingReport implements Readiness {
    private static final Logger LOG = LoggerFactory.getLogger(ShippingReport.class);

    private final Counter applied;
    private final Gauge pending;
    private final Gauge asOf;
    private final Gauge sequence;
    private final Gauge inbox;
    private volatile Standing standing =
            new Standing(null, false, OptionalLong.empty(), Verdict.no("nothing was shipped yet"));

    /**
     * @param last what was shipped last; null before anything was
     * @param current whether that was the last try
     */
    private record Standing(Shipper.@Nullable Round last, boolean current, OptionalLong inbox, Verdict verdict) {}

    ShippingReport(CollectorRegistry registry) {
        this.applied = Counter.build("prontuario_projection_applied_total", "Outbox entries applied in the cloud.")
                .register(registry);
        this.pending = Gauge.build(
                        "prontuario_projection_pending", "Outbox entries that the cloud lacks; NaN while unknown.")
                .register(registry);
        this.asOf = Gauge.build(
                        "prontuario_projection_as_of_seconds",
                        "Time up to which the cloud holds everything, in seconds since the epoch; its age is the lag.")
                .register(registry);
        this.sequence = Gauge.build(
                        "prontuario_projection_applied_sequence", "Number of the last entry that the cloud has.")
                .register(registry);
        this.inbox = Gauge.build(
                        "prontuario_inbox_pending", "Inbox entries that are not merged yet; NaN while unknown.")
                .register(registry);
        pending.set(Double.NaN);
        inbox.set(Double.NaN);
    }

    void shipped(Shipper.Round round, OptionalLong inboxPending) {
        applied.inc(round.applied());
        pending.set(round.pending());
        asOf.set(epochSeconds(round.asOf()));
        sequence.set(round.last());
        inbox.set(inboxPending.isPresent() ? inboxPending.getAsLong() : Double.NaN);
        become(new Standing(round, true, inboxPending, Verdict.yes()));
    }

    void failed(String why) {
        pending.set(Double.NaN);
        inbox.set(Double.NaN);
        become(new Standing(standing.last(), false, OptionalLong.empty(), Verdict.no(why)));
    }

    @Override
    public Verdict current() {
        return standing.verdict();
    }

    /** {@code GET /projection}; what is not known is not there. */
    Map<String, Object> body() {
        Standing now = standing;
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("reason", now.verdict().reason());
        Shipper.Round last = now.last();
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

    private void become(Standing next) {
        if (!next.verdict().equals(standing.verdict())) {
            LOG.info("projection: {}", next.verdict().reason());
        }
        standing = next;
    }

    private static double epochSeconds(Instant time) {
        return time.getEpochSecond() + time.getNano() / 1e9;
    }
}
