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
 * Raises alerts: an alert is stored first, then sent to each channel in order until one acknowledges it. The sender gets a
 * success only then; undelivered alerts are retried in the background.
 */
public final class Alerts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);
    private static final Duration ESCALATION_INTERVAL = Duration.ofSeconds(2);

    /**
     * Result of raising an alert.
     *
     * @param id id of the stored alert
     * @param channel the channel that acknowledged it; empty if none has
     */
    public record Outcome(UUID id, Optional<String> channel) {}

    private final AlertStore store;
    private final List<AlertChannel> channels;
    private final Duration escalateAfter;
    private final ScheduledExecutorService escalator;

    /**
     * @param channels in the order of escalation
     * @param escalateAfter age from which an undelivered alert is retried
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

    /** Starts retrying undelivered alerts; does nothing without channels. */
    public Alerts start() {
        if (!channels.isEmpty()) {
            escalator.scheduleWithFixedDelay(
                    this::escalateInBackground, 1_000, ESCALATION_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        }
        return this;
    }

    /** Stores the alert and delivers it, unless it was delivered for an earlier request with this key. */
    public Outcome raise(IdempotencyKey key, Alert alert)
            throws SQLException, KeyReusedException, InterruptedException {
        UUID id = store.store(key, alert);
        Optional<String> before = id.equals(alert.id()) ? Optional.empty() : store.deliveredTo(id);
        if (before.isPresent()) {
            return new Outcome(id, before);
        }
        Alert stored = id.equals(alert.id()) ? alert : store.find(id).orElse(alert);
        return new Outcome(id, deliver(stored));
    }

    /** Retries undelivered alerts; returns how many were delivered. */
    public int escalate() throws SQLException, InterruptedException {
        int delivered = 0;
        for (Alert alert : store.undelivered(escalateAfter)) {
            if (deliver(alert).isPresent()) {
                delivered++;
            } else {
                LOG.error("{} is undelivered: no channel has acknowledged it", alert);
            }
        }
        return delivered;
    }

    private Optional<String> deliver(Alert alert) throws SQLException, InterruptedException {
        for (AlertChannel channel : channels) {
            try {
                channel.deliver(alert);
                store.recordAttempt(alert.id(), channel.name(), true, "acknowledged");
                return Optional.of(channel.name());
            } catch (IOException failed) {
                store.recordAttempt(alert.id(), channel.name(), false, String.valueOf(failed.getMessage()));
            }
        }
        return Optional.empty();
    }

    private void escalateInBackground() {
        try {
            escalate();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (SQLException | RuntimeException failed) {
            LOG.warn("retrying undelivered alerts failed: {}", failed.toString());
        }
    }

    @Override
    public void close() {
        escalator.shutdownNow();
    }
}
