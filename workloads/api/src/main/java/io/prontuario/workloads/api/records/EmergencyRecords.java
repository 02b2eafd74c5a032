package io.prontuario.workloads.api.records;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads of the emergency projection. */
public final class EmergencyRecords {
    private final DataSource database;

    /** @param database the database that holds the projection */
    public EmergencyRecords(DataSource database) {
        this.database = database;
    }

    /** The patient with this id, as the projection knows them. */
    public Optional<EmergencyPatient> find(int id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT id, name, mrn, blood_type, allergies, checksum, (SELECT as_of FROM projection_state)"
                                + " FROM patients WHERE id = ?")) {
            query.setInt(1, id);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new EmergencyPatient(
                                row.getInt(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                List.of((String[]) row.getArray(5).getArray()),
                                row.getString(6),
                                row.getTimestamp(7).toInstant()))
                        : Optional.empty();
            }
        }
    }
}
