package io.prontuario.workloads.api.projection;

import io.prontuario.workloads.api.writes.Outbox;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.Optional;

/** The projection in the cloud's database and its position. All methods run in the caller's transaction. */
final class Projection {
    private static final String PATIENT =
            "INSERT INTO patients (id, name, mrn, blood_type, allergies, checksum, written_at)"
                    + " SELECT (p->>'id')::integer, p->>'name', p->>'mrn', p->>'bloodType',"
                    + " ARRAY(SELECT jsonb_array_elements_text(p->'allergies')), p->>'checksum', ?"
                    + " FROM (SELECT ?::jsonb AS p) AS source WHERE NOT jsonb_exists(p, 'deleted')"
                    + " ON CONFLICT (id) DO UPDATE SET name = excluded.name, mrn = excluded.mrn,"
                    + " blood_type = excluded.blood_type, allergies = excluded.allergies,"
                    + " checksum = excluded.checksum, written_at = excluded.written_at";
    private static final String DELETED_PATIENT = "DELETE FROM patients USING (SELECT ?::jsonb AS p) AS source"
            + " WHERE id = (p->>'id')::integer AND jsonb_exists(p, 'deleted')";
    private static final String USER = "INSERT INTO users (username, password_hash, role, disabled, changed_at)"
            + " SELECT p->>'username', p->>'passwordHash', p->>'role', (p->>'disabled')::boolean, ?"
            + " FROM (SELECT ?::jsonb AS p) AS source WHERE NOT jsonb_exists(p, 'deleted')"
            + " ON CONFLICT (username) DO UPDATE SET password_hash = excluded.password_hash,"
            + " role = excluded.role, disabled = excluded.disabled, changed_at = excluded.changed_at";
    private static final String DELETED_USER = "DELETE FROM users USING (SELECT ?::jsonb AS p) AS source"
            + " WHERE username = p->>'username' AND jsonb_exists(p, 'deleted')";

    /** Part of an entry about who is gone; the statements tell whether it is the entry's field or part of a text. */
    private static final String DELETED = "\"deleted\"";

    private Projection() {}

    /** Reads and locks the position until the transaction ends. */
    static ProjectionPosition position(Connection cloud) throws SQLException {
        try (Statement statement = cloud.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT applied_seq, applied_hash FROM projection_state FOR UPDATE")) {
            if (!row.next()) {
                throw new SQLException("projection_state is empty; migrate the cloud's database");
            }
            long seq = row.getLong(1);
            // a position set by an earlier version or an administrator has no hash
            String of = seq + ":";
            return new ProjectionPosition(
                    seq,
                    Optional.ofNullable(row.getString(2))
                            .filter(text -> text.startsWith(of))
                            .map(text -> text.substring(of.length())));
        }
    }

    static void apply(Connection to, OutboxBatch batch) throws SQLException {
        try (PreparedStatement patient = to.prepareStatement(PATIENT);
                PreparedStatement deletedPatient = to.prepareStatement(DELETED_PATIENT);
                PreparedStatement user = to.prepareStatement(USER);
                PreparedStatement deleted = to.prepareStatement(DELETED_USER)) {
            for (OutboxBatch.Entry entry : batch.entries()) {
                switch (entry.kind()) {
                    case Outbox.PATIENT -> {
                        bind(patient, entry);
                        patient.addBatch();
                        if (entry.payload().contains(DELETED)) {
                            patient.executeBatch(); // in the order of the entries
                            deletedPatient.setString(1, entry.payload());
                            deletedPatient.executeUpdate();
                        }
                    }
                    case Outbox.USER -> {
                        bind(user, entry);
                        user.executeUpdate();
                        deleted.setString(1, entry.payload());
                        deleted.executeUpdate();
                    }
                    default -> {
                        // a snapshot mark, or a kind of a newer version: not part of this projection
                    }
                }
            }
            patient.executeBatch();
        }
        move(to, batch);
    }

    private static void bind(PreparedStatement statement, OutboxBatch.Entry entry) throws SQLException {
        statement.setTimestamp(1, Timestamp.from(entry.writtenAt()));
        statement.setString(2, entry.payload());
    }

    /** Updates the position; an empty batch updates the time only. */
    private static void move(Connection to, OutboxBatch batch) throws SQLException {
        boolean moved = !batch.entries().isEmpty();
        try (PreparedStatement move = to.prepareStatement("UPDATE projection_state SET as_of = greatest(as_of, ?)"
                + (moved ? ", applied_seq = ?, applied_hash = ?" : ""))) {
            move.setTimestamp(1, Timestamp.from(batch.asOf()));
            if (moved) {
                OutboxBatch.Entry last = batch.entries().get(batch.entries().size() - 1);
                move.setLong(2, last.seq());
                move.setString(3, last.seq() + ":" + last.hash());
            }
            move.executeUpdate();
        }
    }
}
