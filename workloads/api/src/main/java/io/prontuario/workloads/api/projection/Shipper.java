package io.prontuario.workloads.api.projection;

import io.prontuario.workloads.api.records.Transactions;
import io.prontuario.workloads.api.writes.Outbox;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Applies the record's outbox to the cloud's projection, in order and exactly once. Where it stands is written in the same
 * transaction as what it applied, in the database that it applies to: it may be killed at any point, and two of them take
 * turns on that row.
 */
public final class Shipper {
    private static final int BATCH = 200;

    private record Entry(long seq, String kind, String payload, Instant writtenAt) {}

    private record Batch(List<Entry> entries, long head, Instant readAt) {}

    /**
     * What a round did.
     *
     * @param applied entries applied
     * @param pending entries that the cloud still lacks
     * @param asOf everything that the record held at this time is in the cloud
     */
    public record Round(int applied, long pending, Instant asOf) {}

    private final DataSource record;
    private final DataSource cloud;

    /**
     * @param record read only
     * @param cloud the database with the projection
     */
    public Shipper(DataSource record, DataSource cloud) {
        this.record = record;
        this.cloud = cloud;
    }

    /** Ships one batch. */
    public Round ship() throws SQLException, ProjectionException {
        Result result = Transactions.run(cloud, to -> {
            long applied = position(to);
            Result outcome = read(applied);
            if (outcome instanceof Ready ready) {
                apply(to, applied, ready.batch());
            }
            return outcome;
        });
        if (result instanceof Refused refused) {
            throw new ProjectionException(refused.why());
        }
        Batch batch = ((Ready) result).batch();
        long last = batch.entries().isEmpty()
                ? batch.head()
                : batch.entries().get(batch.entries().size() - 1).seq();
        return new Round(batch.entries().size(), batch.head() - last, asOf(batch));
    }

    private sealed interface Result {}

    private record Ready(Batch batch) implements Result {}

    private record Refused(String why) implements Result {}

    private static long position(Connection cloud) throws SQLException {
        try (Statement statement = cloud.createStatement();
                ResultSet row = statement.executeQuery("SELECT applied_seq FROM projection_state FOR UPDATE")) {
            if (!row.next()) {
                throw new SQLException("projection_state is empty; migrate the cloud's database");
            }
            return row.getLong(1);
        }
    }

    /** One snapshot of head and entries, so that an empty batch proves that the cloud has everything of that moment. */
    private Result read(long applied) throws SQLException {
        return Transactions.run(record, from -> {
            from.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
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
            if (head < applied) {
                return new Refused(
                        "the cloud has applied entry " + applied + " but the record's outbox ends at " + head
                                + ": this is another or an older record. Point the shipper at the writer, or reset the projection");
            }
            long after = applied;
            if (head > applied && oldest > applied + 1) {
                long snapshot = latestSnapshot(from);
                if (snapshot == 0) {
                    return new Refused(
                            "entries " + (applied + 1) + " to " + (oldest - 1)
                                    + " were trimmed before the cloud had them; run the mode snapshot on the record to ship it whole");
                }
                after = snapshot - 1;
            }
            return new Ready(new Batch(entries(from, after), head, readAt));
        });
    }

    private static long latestSnapshot(Connection from) throws SQLException {
        try (Statement statement = from.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT coalesce(max(seq), 0) FROM outbox WHERE kind = '" + Outbox.SNAPSHOT + "'")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static List<Entry> entries(Connection from, long after) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (PreparedStatement query = from.prepareStatement(
                "SELECT seq, kind, payload::text, written_at FROM outbox WHERE seq > ? ORDER BY seq LIMIT " + BATCH)) {
            query.setLong(1, after);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    entries.add(new Entry(
                            row.getLong(1),
                            row.getString(2),
                            row.getString(3),
                            row.getTimestamp(4).toInstant()));
                }
            }
        }
        return entries;
    }

    private static Instant asOf(Batch batch) {
        int size = batch.entries().size();
        return size == 0 || batch.entries().get(size - 1).seq() == batch.head()
                ? batch.readAt()
                : batch.entries().get(size - 1).writtenAt();
    }

    private static void apply(Connection to, long applied, Batch batch) throws SQLException {
        long last = applied;
        try (PreparedStatement upsert =
                to.prepareStatement("INSERT INTO patients (id, name, mrn, blood_type, allergies, checksum, written_at)"
                        + " SELECT (p->>'id')::integer, p->>'name', p->>'mrn', p->>'bloodType',"
                        + " ARRAY(SELECT jsonb_array_elements_text(p->'allergies')), p->>'checksum', ?"
                        + " FROM (SELECT ?::jsonb AS p) AS source"
                        + " ON CONFLICT (id) DO UPDATE SET name = excluded.name, mrn = excluded.mrn,"
                        + " blood_type = excluded.blood_type, allergies = excluded.allergies,"
                        + " checksum = excluded.checksum, written_at = excluded.written_at")) {
            for (Entry entry : batch.entries()) {
                if (entry.kind().equals(Outbox.PATIENT)) {
                    upsert.setTimestamp(1, Timestamp.from(entry.writtenAt()));
                    upsert.setString(2, entry.payload());
                    upsert.addBatch();
                }
                last = entry.seq();
            }
            upsert.executeBatch();
        }
        try (PreparedStatement move =
                to.prepareStatement("UPDATE projection_state SET applied_seq = ?, as_of = greatest(as_of, ?)")) {
            move.setLong(1, last);
            move.setTimestamp(2, Timestamp.from(asOf(batch)));
            move.executeUpdate();
        }
    }

    /**
     * Forgets entries that are no longer needed, and beyond the cap even needed ones: a cloud that is away must not fill the
     * hospital's disk. The cloud then starts again from a snapshot.
     *
     * @param keep shipped entries kept for replay
     * @param cap most entries kept at all
     * @return how many entries the cloud will miss
     */
    public long trim(long keep, long cap) throws SQLException {
        long applied = Transactions.run(cloud, Shipper::position);
        return Transactions.run(record, from -> {
            try (PreparedStatement shipped = from.prepareStatement("DELETE FROM outbox WHERE seq <= ?");
                    PreparedStatement beyond = from.prepareStatement(
                            "DELETE FROM outbox WHERE seq <= (SELECT seq FROM outbox_head) - ?")) {
                shipped.setLong(1, applied - keep);
                shipped.executeUpdate();
                beyond.setLong(1, cap);
                return (long) beyond.executeUpdate();
            }
        });
    }
}
