package io.prontuario.workloads.api.alerts;

import io.prontuario.workloads.api.inbox.InboxItem;
import io.prontuario.workloads.api.writes.IdempotencyKey;
import io.prontuario.workloads.common.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The cloud's inbox. Positions come from a locked row, so that they are in order of commit and without gaps. */
final class InboxTable implements SqlAlertStore.Table {
    @Override
    public void insert(Connection connection, IdempotencyKey key, Alert alert) throws SQLException {
        Map<String, Object> payload = new LinkedHashMap<>();
        alert.patientId().ifPresent(id -> payload.put("patientId", id));
        payload.put("severity", alert.severity().wireName());
        payload.put("message", alert.message());
        payload.put("site", alert.site());
        payload.put("raisedAt", alert.raisedAt().toString());
        try (PreparedStatement insert = connection.prepareStatement(
                "WITH head AS (UPDATE inbox_head SET position = position + 1 RETURNING position)"
                        + " INSERT INTO inbox (id, position, kind, payload, idempotency_key, request_hash)"
                        + " SELECT ?, head.position, '" + InboxItem.ALERT + "', ?::jsonb, ?, ? FROM head")) {
            insert.setObject(1, alert.id());
            insert.setString(2, new String(Json.bytes(payload), StandardCharsets.UTF_8));
            insert.setString(3, key.value());
            insert.setString(4, key.requestHash());
            insert.executeUpdate();
        }
    }

    @Override
    public String select() {
        return "SELECT id, (payload->>'patientId')::integer, payload->>'severity', payload->>'message',"
                + " payload->>'site', written_at FROM inbox";
    }

    @Override
    public String time() {
        return "written_at";
    }
}
