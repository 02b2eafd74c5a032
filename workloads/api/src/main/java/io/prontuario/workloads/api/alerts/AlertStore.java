package io.prontuario.workloads.api.alerts;

import io.prontuario.workloads.api.writes.IdempotencyKey;
import io.prontuario.workloads.api.writes.KeyReusedException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where alerts are kept: the record in the full profile, the inbox in the emergency one. Nothing is ever changed in it. */
public interface AlertStore {
    /**
     * Keeps a new alert, or finds the one that this key raised before.
     *
     * @return the id of the alert that is kept for this key
     */
    UUID keep(IdempotencyKey key, Alert alert) throws SQLException, KeyReusedException;

    /** The alert with this id. */
    Optional<Alert> find(UUID id) throws SQLException;

    /** The channel that has the alert; empty while nobody has it. */
    Optional<String> deliveredTo(UUID id) throws SQLException;

    /** Notes an attempt. */
    void attempted(UUID id, String channel, boolean delivered, String detail) throws SQLException;

    /** Alerts older than this that nobody has, oldest first, a bounded number. */
    List<Alert> undelivered(Duration olderThan) throws SQLException;
}
