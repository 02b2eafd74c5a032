package io.prontuario.workloads.api.alerts;

import io.prontuario.workloads.api.writes.IdempotencyKey;
import io.prontuario.workloads.api.writes.KeyReusedException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Append-only store of alerts: the record in the full profile, the inbox in the emergency profile. */
public interface AlertStore {
    /**
     * Stores a new alert, or finds the alert that an earlier request with this key raised.
     *
     * @return id of the alert of this key
     */
    UUID store(IdempotencyKey key, Alert alert) throws SQLException, KeyReusedException;

    /** The alert with this id. */
    Optional<Alert> find(UUID id) throws SQLException;

    /** The channel that acknowledged the alert; empty if none has. */
    Optional<String> deliveredTo(UUID id) throws SQLException;

    /** Records a delivery attempt. */
    void recordAttempt(UUID id, String channel, boolean delivered, String detail) throws SQLException;

    /** Undelivered alerts older than this, oldest first; bounded. */
    List<Alert> undelivered(Duration olderThan) throws SQLException;
}
