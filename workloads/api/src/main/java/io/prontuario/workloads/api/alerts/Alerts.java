package io.prontuario.workloads.api.alerts;

import io.prontuario.workloads.api.writes.IdempotencyKey;
import io.prontuario.workloads.api.writes.KeyReusedException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises alerts: kept first, then offered to each channel in order until one has it. The sender is told "delivered" only
 * then; what nobody has is offered again and again beside.
 */
public final class Alerts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);
    private static final Duration ESCALATE_EVERY = Duration.ofSeconds(2);

    /**
     * What became of an alert.
     *
     * @param id the alert that is kept for the key
     * @param channel who has it; empty means that nobody has
     */
    public record Outcome(UUID id, Optional<String> channel) {}

    private final AlertStore store;
    private final List<AlertChannel> channels;
    private final Duration escalateAfter;
    private final ScheduledExecutorService escalator;

    /**
     * @param channels in the order of escalation
     * @param escalateAfter age from which an alert that nobody has is offered again
     */
    public Alerts(AlertStore store, List<AlertChannel> channels, Duration escalateAfter) {
        this.store = store;
        this.channels = List.copyOf(channels);
        this.escalateAfter = escalateAfter;
        this.escalator = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "alert-escalation");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Starts offering undelivered alerts again; does nothing without channels. */
    public Alerts start() {
        if (!channels.isEmpty()) {
            escalator.scheduleWithFixedDelay(
                    this::escalateQuietly, 1_000, ESCALATE_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
        return this;
    }

    /** Keeps the alert and offers it, unless an earlier request with this key already got it delivered. */
    public Outcome raise(IdempotencyKey key, Alert alert)
            throws SQLException, KeyReusedException, InterruptedException {
        UUID id = store.keep(key, alert);
        Optional<String> before = id.equals(alert.id()) ? Optional.empty() : store.deliveredTo(id);
        if (before.isPresent()) {
            return new Outcome(id, before);
        }
        Alert kept = id.equals(alert.id()) ? alert : store.find(id).orElse(alert);
        return new Outcome(id, offer(kept));
    }

    /** Offers what nobody has once more; returns how many got through. */
    public int escalate() throws SQLException, InterruptedException {
        int delivered = 0;
        for (Alert alert : store.undelivered(escalateAfter)) {
            if (offer(alert).isPresent()) {
                delivered++;
            } else {
                LOG.error("{} reached no channel yet", alert);
            }
        }
        return delivered;
    }

    private Optional<String> offer(Alert alert) throws SQLException, InterruptedException {
        for (AlertChannel channel : channels) {
            try {
                channel.deliver(alert);
                store.attempted(alert.id(), channel.name(), true, "acknowledged");
                return Optional.of(channel.name());
            } catch (IOException failed) {
                store.attempted(alert.id(), channel.name(), false, String.valueOf(failed.getMessage()));
            }
        }
        return Optional.empty();
    }

    private void escalateQuietly() {
        try {
            escalate();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (SQLException | RuntimeException failed) {
            LOG.warn("escalating alerts failed: {}", failed.toString());
        }
    }

    @Override
    public void close() {
        escalator.shutdownNow();
    }
}
