package io.prontuario.workloads.api.writes;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Appends to the transactional outbox, in the transaction of the change. */
public final class Outbox {
    /** Kind of an entry with a patient's projected fields; the latest entry of a patient is current. */
    public static final String PATIENT = "patient";
    /** Kind of an entry with a user and the hash of their password; appended by a trigger of the table. */
    public static final String USER = "user";
    /** Kind of an entry that starts a snapshot: a reader that misses earlier entries may start here. */
    public static final String SNAPSHOT = "snapshot";

    /** The only fields of a patient that leave the hospital. */
    private static final String PROJECTED =
            "jsonb_build_object('id', id, 'name', name, 'mrn', mrn, 'bloodType', blood_type, 'allergies', allergies,"
                    + " 'checksum', checksum)";

    private static final String USER_PROJECTED =
            "jsonb_build_object('username', username, 'passwordHash', password_hash, 'role', role, 'disabled', disabled)";

    private Outbox() {}

    /** Appends a patient's current state. Holds the lock of the outbox until the transaction ends. */
    public static void patientChanged(Connection connection, int id) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("WITH head AS (UPDATE outbox_head SET seq = seq + 1 RETURNING seq)"
                        + " INSERT INTO outbox (seq, kind, entity, payload)"
                        + " SELECT head.seq, '" + PATIENT + "', id::text, " + PROJECTED
                        + " FROM head, patients WHERE id = ?")) {
            insert.setInt(1, id);
            if (insert.executeUpdate() != 1) {
                throw new SQLException("patient " + id + " was deleted within the transaction that changed it");
            }
        }
    }

    /**
     * Appends the state of every patient and user after a snapshot mark.
     *
     * @return number of entries appended
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
