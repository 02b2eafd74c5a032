package io.prontuario.workloads.api.inbox;

import io.prontuario.workloads.api.records.Transactions;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Merges the cloud's inbox into the record, in order and exactly once. Each item and its mark are committed in one transaction
 * of the record, so the merge may be killed at any point, repeated, or run concurrently.
 */
public final class InboxMerge {
    private static final int BATCH = 200;

    /** Outcome of merging an item. */
    public enum Outcome {
        /** Added to the record. */
        MERGED,
        /** The client sent the same request with the same key on site: it is already in the record. */
        DUPLICATE,
        /** The client's key was used for a different request on site: both versions are kept. */
        CONFLICT,
        /** An earlier run merged the item and stopped before it marked the inbox. */
        REPEATED
    }

    private final DataSource cloud;
    private final DataSource record;
    private final AlertMerger alerts = new AlertMerger();

    /** @param record a connection to the writer */
    public InboxMerge(DataSource cloud, DataSource record) {
        this.cloud = cloud;
        this.record = record;
    }

    /** Merges all pending items; returns the number of items per outcome. */
    public Map<Outcome, Integer> run() throws SQLException {
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        for (List<InboxItem> batch = pending(); !batch.isEmpty(); batch = pending()) {
            for (InboxItem item : batch) {
                outcomes.merge(merge(item), 1, Integer::sum);
            }
            mark(batch);
        }
        return outcomes;
    }

    /** Number of items that are not merged yet. */
    public long backlog() throws SQLException {
        return Transactions.run(cloud, connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT count(*) FROM inbox WHERE merged_at IS NULL")) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    private List<InboxItem> pending() throws SQLException {
        return Transactions.run(cloud, connection -> {
            List<InboxItem> items = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT id, position, kind, payload::text, idempotency_key, request_hash FROM inbox"
                                    + " WHERE merged_at IS NULL ORDER BY position LIMIT " + BATCH)) {
                while (row.next()) {
                    items.add(new InboxItem(
                            row.getObject(1, UUID.class),
                            row.getLong(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6)));
                }
            }
            return items;
        });
    }

    private Outcome merge(InboxItem item) throws SQLException {
        List<AlertDelivery> deliveries = deliveries(item.id());
        return Transactions.run(record, connection -> {
            if (!claim(connection, item)) {
                return Outcome.REPEATED;
            }
            Outcome outcome =
                    switch (item.kind()) {
                        case InboxItem.ALERT -> alerts.merge(connection, item, deliveries);
                        default -> throw new SQLException("inbox item " + item.id() + " has the unknown kind '"
                                + item.kind() + "'; merge with a newer version");
                    };
            conclude(connection, item, outcome);
            return outcome;
        });
    }

    private static boolean claim(Connection record, InboxItem item) throws SQLException {
        try (PreparedStatement insert = record.prepareStatement(
                "INSERT INTO inbox_merged (id, position, outcome) VALUES (?, ?, 'merging') ON CONFLICT DO NOTHING")) {
            insert.setObject(1, item.id());
            insert.setLong(2, item.position());
            return insert.executeUpdate() == 1;
        }
    }

    private static void conclude(Connection record, InboxItem item, Outcome outcome) throws SQLException {
        try (PreparedStatement update = record.prepareStatement("UPDATE inbox_merged SET outcome = ? WHERE id = ?")) {
            update.setString(1, outcome.name().toLowerCase(java.util.Locale.ROOT));
            update.setObject(2, item.id());
            update.executeUpdate();
        }
    }

    private List<AlertDelivery> deliveries(UUID id) throws SQLException {
        return Transactions.run(cloud, connection -> {
            List<AlertDelivery> deliveries = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT at, channel, delivered, detail FROM alert_deliveries WHERE alert_id = ? ORDER BY at")) {
                query.setObject(1, id);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        deliveries.add(new AlertDelivery(
                                row.getTimestamp(1).toInstant(),
                                row.getString(2),
                                row.getBoolean(3),
                                row.getString(4)));
                    }
                }
            }
            return deliveries;
        });
    }

    private void mark(List<InboxItem> batch) throws SQLException {
        Transactions.run(cloud, connection -> {
            Array ids = connection.createArrayOf(
                    "uuid", batch.stream().map(InboxItem::id).toArray());
            // locks in order, so that two merges that mark the same items do not deadlock
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE inbox SET merged_at = now() WHERE merged_at IS NULL AND id IN"
                            + " (SELECT id FROM inbox WHERE id = ANY (?) ORDER BY position FOR UPDATE)")) {
                update.setArray(1, ids);
                return update.executeUpdate();
            }
        });
    }
}
