package io.prontuario.workloads.api.projection;

import io.prontuario.workloads.api.writes.Outbox;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.Optional;

/** The cloud's side: what it holds of the record, and how far it is. Everything happens in the caller's transaction. */
final class Projection {
    private static final String PATIENT =
            "INSERT INTO patients (id, name, mrn, blood_type, allergies, checksum, written_at)"
                    + " SELECT (p->>'id')::integer, p->>'name', p->>'mrn', p->>'bloodType',"
                    + " ARRAY(SELECT jsonb_array_elements_text(p->'allergies')), p->>'checksum', ?"
                    + " FROM (SELECT ?::jsonb AS p) AS source"
                    + " ON CONFLICT (id) DO UPDATE SET name = excluded.name, mrn = excluded.mrn,"
                    + " blood_type = excluded.blood_type, allergies = excluded.allergies,"
                    + " checksum = excluded.checksum, written_at = excluded.written_at";
    private static final String USER = "INSERT INTO users (username, password_hash, role, disabled, changed_at)"
            + " SELECT p->>'username', p->>'passwordHash', p->>'role', (p->>'disabled')::boolean, ?"
            + " FROM (SELECT ?::jsonb AS p) AS source WHERE NOT jsonb_exists(p, 'deleted')"
            + " ON CONFLICT (username) DO UPDATE SET password_hash = excluded.password_hash,"
            + " role = excluded.role, disabled = excluded.disabled, changed_at = excluded.changed_at";
    private static final String USER_GONE = "DELETE FROM users USING (SELECT ?::jsonb AS p) AS source"
            + " WHERE username = p->>'username' AND jsonb_exists(p, 'deleted')";

    private Projection() {}

    /** Where it is; whoever asks is the only one to move it until the transaction ends. */
    static Position position(Connection cloud) throws SQLException {
        try (Statement statement = cloud.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT applied_seq, applied_hash FROM projection_state FOR UPDATE")) {
            if (!row.next()) {
                throw new SQLException("projection_state is empty; migrate the cloud's database");
            }
            long seq = row.getLong(1);
            // A position that an earlier version or a person moved has no hash of its own.
            String of = seq + ":";
            return new Position(
                    seq,
                    Optional.ofNullable(row.getString(2))
                            .filter(text -> text.startsWith(of))
                            .map(text -> text.substring(of.length())));
        }
    }

    static void apply(Connection to, Batch batch) throws SQLException {
        try (PreparedStatement patient = to.prepareStatement(PATIENT);
                PreparedStatement user = to.prepareStatement(USER);
                PreparedStatement gone = to.prepareStatement(USER_GONE)) {
            for (Batch.Entry entry : batch.entries()) {
                switch (entry.kind()) {
                    case Outbox.PATIENT -> {
                        bind(patient, entry);
                        patient.addBatch();
                    }
                    case Outbox.USER -> {
                        bind(user, entry);
                        user.executeUpdate();
                        gone.setString(1, entry.payload());
                        gone.executeUpdate();
                    }
                    default -> {
                        // a mark, or something that a newer version tells: not part of this projection
                    }
                }
            }
            patient.executeBatch();
        }
        move(to, batch);
    }

    private static void bind(PreparedStatement statement, Batch.Entry entry) throws SQLException {
        statement.setTimestamp(1, Timestamp.from(entry.writtenAt()));
        statement.setString(2, entry.payload());
    }

    /** An empty batch moves the age only: nobody knows more of the last entry than before. */
    private static void move(Connection to, Batch batch) throws SQLException {
        boolean moved = !batch.entries().isEmpty();
        try (PreparedStatement move = to.prepareStatement("UPDATE projection_state SET as_of = greatest(as_of, ?)"
                + (moved ? ", applied_seq = ?, applied_hash = ?" : ""))) {
            move.setTimestamp(1, Timestamp.from(batch.asOf()));
            if (moved) {
                Batch.Entry last = batch.entries().get(batch.entries().size() - 1);
                move.setLong(2, last.seq());
                move.setString(3, last.seq() + ":" + last.hash());
            }
            move.executeUpdate();
        }
    }
}
