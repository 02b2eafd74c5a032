package io.prontuario.workloads.api.writes;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Appends to the transactional outbox, in the transaction of the write that it tells about. */
public final class Outbox {
    /** A patient as the projection holds it; the latest one counts. */
    public static final String PATIENT = "patient";
    /** A snapshot begins: whoever lost entries may start here. */
    public static final String SNAPSHOT = "snapshot";

    /** What of a patient leaves the hospital, and no more. */
    private static final String PROJECTED =
            "jsonb_build_object('id', id, 'name', name, 'mrn', mrn, 'bloodType', blood_type, 'allergies', allergies,"
                    + " 'checksum', checksum)";

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
     * Tells about every patient, after a mark from which a reader may start anew.
     *
     * @return how many entries were appended
     */
    public static int snapshot(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("WITH head AS (UPDATE outbox_head SET seq = seq + 1 RETURNING seq)"
                    + " INSERT INTO outbox (seq, kind, entity, payload) SELECT seq, '" + SNAPSHOT
                    + "', '', '{}' FROM head");
            int patients = statement.executeUpdate("INSERT INTO outbox (seq, kind, entity, payload)"
                    + " SELECT (SELECT seq FROM outbox_head) + row_number() OVER (ORDER BY id), '" + PATIENT
                    + "', id::text, " + PROJECTED + " FROM patients");
            statement.executeUpdate("UPDATE outbox_head SET seq = seq + " + patients);
            return patients + 1;
        }
    }
}
