package io.prontuario.workloads.api.writes;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The transactional outbox. Triggers of the tables append to it in the transaction of a change, whoever makes it. */
public final class Outbox {
    /** Kind of an entry with a patient's projected fields, or with the patient's end; the latest one is current. */
    public static final String PATIENT = "patient";
    /** Kind of an entry with a user and the hash of their password; appended by a trigger of the table. */
    public static final String USER = "user";
    /** Kind of an entry that starts a snapshot: a reader that misses earlier entries may start here. */
    public static final String SNAPSHOT = "snapshot";

    /** The only fields of a patient that leave the hospital. */
    private static final String PROJECTED =
            "jsonb_build_object('id', id, 'name', name, 'mrn', mrn, 'bloodType', blood_type, 'allergies', allergies,"
                    + " 'checksum', checksum)";

    private static final String GONE = "jsonb_build_object('id', patient_id, 'deleted', true)";
    private static final String GONE_PATIENTS = "(SELECT DISTINCT patient_id FROM patient_history"
            + " WHERE change IN ('merged', 'deleted')) AS gone WHERE NOT EXISTS"
            + " (SELECT FROM patients WHERE id = patient_id AND merged_into IS NULL)";
    private static final String USER_PROJECTED =
            "jsonb_build_object('username', username, 'passwordHash', password_hash, 'role', role, 'disabled', disabled)";

    private Outbox() {}

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
            int patients =
                    append(statement, PATIENT, "id::text", PROJECTED, "patients WHERE merged_into IS NULL", "id");
            // also who is gone: the entry that said so may have been trimmed
            int gone = append(statement, PATIENT, "patient_id::text", GONE, GONE_PATIENTS, "patient_id");
            int users = append(statement, USER, "username", USER_PROJECTED, "users", "username");
            return patients + gone + users + 1;
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
