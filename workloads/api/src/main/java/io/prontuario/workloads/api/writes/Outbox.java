package io.prontuario.workloads.api.writes;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Appends to the transactional outbox, in the transaction of the write that it tells about. */
public final class Outbox {
    /** A patient as the projection holds it; the latest one counts. */
    public static final String PATIENT = "patient";
    /** Somebody who may log in, with the hash of their password; a trigger of the table tells about them. */
    public static final String USER = "user";
    /** A snapshot begins: whoever lost entries may start here. */
    public static final String SNAPSHOT = "snapshot";

    /** What of a patient leaves the hospital, and no more. */
    private static final String PROJECTED =
            "jsonb_build_object('id', id, 'name', name, 'mrn', mrn, 'bloodType', blood_type, 'allergies', allergies,"
                    + " 'checksum', checksum)";

    private static final String USER_PROJECTED =
            "jsonb_build_object('username', username, 'passwordHash', password_hash, 'role', role, 'disabled', disabled)";

    private Outbox() {}

    /** Tells about a patient as this transaction leaves it. Takes the outbox's lock until the transaction ends. */
    public static void patientChanged(Connection connection, int id) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("WITH head AS (UPDATE outbox_head SET seq = seq + 1 RETURNING seq)"
                        + " INSERT INTO outbox (seq, kind, entity, payload)"
                        + " SELECT head.seq, '" + PATIENT + "', id::text, " + PROJECTED
                        + " FROM head, patients WHERE id = ?")) {
            insert.setInt(1, id);
            if (insert.executeUpdate() != 1) {
                throw new SQLException("patient " + id + " is gone within its own transaction");
            }
        }
    }

    /**
     * Tells about every patient and user, after a mark from which a reader may start anew.
     *
     * @return how many entries were appended
     */
    public static int snapshot(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("WITH head AS (UPDATE outbox_head SET seq = seq + 1 RETURNING seq)"
                    + " INSERT INTO outbox (seq, kind, entity, payload) SELECT seq, '" + SNAPSHOT
                    + "', '', '{}' FROM head");
            int patients = append(statement, PATIENT, "id::text", PROJECTED, "patients", "id");
            int users = append(statement, USER, "username", USER_PROJECTED, "users", "username");
            return patients + users + 1;
        }
    }

    private static int append(
            Statement statement, String kind, String entity, String payload, String table, String order)
            throws SQLException {
        int rows = statement.executeUpdate("INSERT INTO outbox (seq, kind, entity, payload)"
                + " SELECT (SELECT seq FROM outbox_head) + row_number() OVER (ORDER BY " + order + "), '" + kind + "', "
                + entity + ", " + payload + " FROM " + table);
        statement.executeUpdate("UPDATE outbox_head SET seq = seq + " + rows);
        return rows;
    }
}
