package io.prontuario.workloads.api.projection;

import io.prontuario.workloads.api.records.Transactions;
import io.prontuario.workloads.api.writes.Outbox;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Reads the record's outbox after the cloud's position, or explains why that is impossible. */
final class OutboxReader {
    private static final int BATCH = 200;
    private static final String HASH =
            "encode(sha256(convert_to(concat_ws('|', seq, kind, entity, payload::text, extract(epoch FROM written_at)),"
                    + " 'UTF8')), 'hex')";

    /** Result of a read. */
    sealed interface Result {}

    /** The next batch. */
    record Ready(OutboxBatch batch) implements Result {}

    /** No entry may be applied; the message says why and what to do. */
    record Refused(String message) implements Result {}

    private final DataSource record;

    OutboxReader(DataSource record) {
        this.record = record;
    }

    /** Reads head and entries in one snapshot: an empty batch proves that the cloud was up to date at that moment. */
    Result after(ProjectionPosition position) throws SQLException {
        return Transactions.run(record, from -> {
            from.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return read(from, position);
        });
    }

    private static Result read(Connection from, ProjectionPosition position) throws SQLException {
        Instant readAt;
        long head;
        long oldest;
        try (Statement statement = from.createStatement();
                ResultSet row = statement.executeQuery("SELECT clock_timestamp(), (SELECT seq FROM outbox_head),"
                        + " (SELECT coalesce(min(seq), 0) FROM outbox)")) {
            row.next();
            readAt = row.getTimestamp(1).toInstant();
            head = row.getLong(2);
            oldest = row.getLong(3);
        }
        long applied = position.seq();
        if (head < applied) {
            return new Refused(
                    "the cloud has applied entry " + applied + " but the record's outbox ends at " + head
                            + ": this is a different or an older record. Point the shipper at the writer, or reset the projection");
        }
        long after = applied;
        boolean gap = head > applied && oldest > applied + 1;
        boolean diverged = diverged(from, position);
        if (gap || diverged) {
            long snapshot = latestSnapshot(from);
            if (snapshot <= applied) {
                return new Refused(
                        gap
                                ? "entries " + (applied + 1) + " to " + (oldest - 1)
                                        + " were trimmed before the cloud had applied them; run the mode snapshot on the record to ship it completely"
                                : "the record's entry " + applied
                                        + " is not the one that the cloud applied: this record lost writes or is a different one. Point the shipper at the writer, or run the mode snapshot on this record to ship it completely");
            }
            after = snapshot - 1;
        }
        return new Ready(new OutboxBatch(entries(from, after), head, readAt));
    }

    /** Whether the entry that the cloud applied last differs here; false if it was trimmed and cannot be compared. */
    private static boolean diverged(Connection from, ProjectionPosition position) throws SQLException {
        if (position.hash().isEmpty()) {
            return false;
        }
        try (PreparedStatement query = from.prepareStatement("SELECT " + HASH + " FROM outbox WHERE seq = ?")) {
            query.setLong(1, position.seq());
            try (ResultSet row = query.executeQuery()) {
                return row.next() && !row.getString(1).equals(position.hash().get());
            }
        }
    }

    private static long latestSnapshot(Connection from) throws SQLException {
        try (Statement statement = from.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT coalesce(max(seq), 0) FROM outbox WHERE kind = '" + Outbox.SNAPSHOT + "'")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static List<OutboxBatch.Entry> entries(Connection from, long after) throws SQLException {
        List<OutboxBatch.Entry> entries = new ArrayList<>();
        try (PreparedStatement query = from.prepareStatement("SELECT seq, kind, payload::text, written_at, " + HASH
                + " FROM outbox WHERE seq > ? ORDER BY seq LIMIT " + BATCH)) {
            query.setLong(1, after);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    entries.add(new OutboxBatch.Entry(
                            row.getLong(1),
                            row.getString(2),
                            row.getString(3),
                            row.getTimestamp(4).toInstant(),
                            row.getString(5)));
                }
            }
        }
        return entries;
    }
}
