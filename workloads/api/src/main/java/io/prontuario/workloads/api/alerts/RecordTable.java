package io.prontuario.workloads.api.alerts;

import io.prontuario.workloads.api.writes.IdempotencyKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;

/** The record's table of alerts. */
final class RecordTable implements SqlAlertStore.Table {
    @Override
    public void insert(Connection connection, IdempotencyKey key, Alert alert) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO alerts (id, patient_id, severity, message, site, raised_at, idempotency_key, origin)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, 'record')")) {
            insert.setObject(1, alert.id());
            insert.setObject(2, alert.patientId().orElse(null), Types.INTEGER);
            insert.setString(3, alert.severity().wireName());
            insert.setString(4, alert.message());
            insert.setString(5, alert.site());
            insert.setTimestamp(6, Timestamp.from(alert.raisedAt()));
            insert.setString(7, key.value());
            insert.executeUpdate();
        }
    }

    @Override
    public String select() {
        return "SELECT id, patient_id, severity, message, site, raised_at FROM alerts";
    }

    @Override
    public String time() {
        return "raised_at";
    }
}
