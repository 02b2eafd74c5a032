package io.prontuario.workloads.api.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.prontuario.workloads.common.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Merges one alert in the caller's transaction. */
final class AlertMerger {

    private record KnownKey(String requestHash, @Nullable UUID alert) {}

    InboxMerge.Outcome merge(Connection record, InboxItem item, List<AlertDelivery> deliveries) throws SQLException {
        Optional<KnownKey> known = find(record, item.key());
        if (known.isPresent() && known.get().requestHash().equals(item.requestHash())) {
            UUID existing = known.get().alert();
            copy(record, existing == null ? item.id() : existing, deliveries);
            return InboxMerge.Outcome.DUPLICATE;
        }
        insert(record, item, known.map(KnownKey::alert).orElse(null));
        copy(record, item.id(), deliveries);
        if (known.isPresent()) {
            return InboxMerge.Outcome.CONFLICT;
        }
        storeKey(record, item);
        return InboxMerge.Outcome.MERGED;
    }

    private static Optional<KnownKey> find(Connection record, String key) throws SQLException {
        try (PreparedStatement query = record.prepareStatement("SELECT k.request_hash,"
                + " (SELECT a.id FROM alerts a WHERE a.idempotency_key = k.key ORDER BY a.raised_at LIMIT 1)"
                + " FROM idempotency k WHERE k.key = ?")) {
            query.setString(1, key);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new KnownKey(row.getString(1), row.getObject(2, UUID.class)))
                        : Optional.empty();
            }
        }
    }

    private static void insert(Connection record, InboxItem item, @Nullable UUID conflictsWith) throws SQLException {
        JsonNode alert = parse(item);
        try (PreparedStatement insert = record.prepareStatement(
                "INSERT INTO alerts (id, patient_id, severity, message, site, raised_at, idempotency_key, origin,"
                        + " conflicts_with) VALUES (?, ?, ?, ?, ?, ?, ?, 'inbox', ?)")) {
            insert.setObject(1, item.id());
            insert.setObject(
                    2, alert.hasNonNull("patientId") ? alert.get("patientId").intValue() : null, Types.INTEGER);
            insert.setString(3, alert.path("severity").asText());
            insert.setString(4, alert.path("message").asText());
            insert.setString(5, alert.path("site").asText());
            insert.setTimestamp(
                    6, Timestamp.from(Instant.parse(alert.path("raisedAt").asText())));
            insert.setString(7, item.key());
            insert.setObject(8, conflictsWith, Types.OTHER);
            insert.executeUpdate();
        }
    }

    /** Stores the key, so that a client that repeats its request on site gets the alert that it raised in the cloud. */
    private static void storeKey(Connection record, InboxItem item) throws SQLException {
        try (PreparedStatement insert = record.prepareStatement(
                "INSERT INTO idempotency (key, operation, request_hash, status, body) VALUES (?, 'inbox', ?, 201, ?)")) {
            insert.setString(1, item.key());
            insert.setString(2, item.requestHash());
            insert.setString(3, item.id().toString());
            insert.executeUpdate();
        }
    }

    private static void copy(Connection record, UUID alert, List<AlertDelivery> deliveries) throws SQLException {
        try (PreparedStatement insert = record.prepareStatement(
                "INSERT INTO alert_deliveries (alert_id, at, channel, delivered, detail) VALUES (?, ?, ?, ?, ?)")) {
            for (AlertDelivery delivery : deliveries) {
                insert.setObject(1, alert);
                insert.setTimestamp(2, Timestamp.from(delivery.at()));
                insert.setString(3, delivery.channel());
                insert.setBoolean(4, delivery.delivered());
                insert.setString(5, delivery.detail());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static JsonNode parse(InboxItem item) throws SQLException {
        try {
            return Json.mapper().readTree(item.payload());
        } catch (JsonProcessingException damaged) {
            throw new SQLException("inbox item " + item.id() + " is not valid JSON; it stays in the inbox", damaged);
        }
    }
}
