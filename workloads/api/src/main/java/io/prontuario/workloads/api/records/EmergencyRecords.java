package io.prontuario.workloads.api.records;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;

/** Reads of the emergency projection. */
public final class EmergencyRecords {
    private final BatchingReader<EmergencyPatient> reader;

    /** @param database the database with the projection */
    public EmergencyRecords(DataSource database) {
        this.reader = new BatchingReader<>(
                database::getConnection,
                "SELECT id, name, mrn, blood_type, allergies, checksum, (SELECT as_of FROM projection_state)"
                        + " FROM patients WHERE id = ?",
                EmergencyRecords::read);
    }

    /** The patient with this id in the projection. Stages chained to the result must not block. */
    public CompletableFuture<Optional<EmergencyPatient>> find(int id) {
        return reader.find(id);
    }

    private static EmergencyPatient read(ResultSet row) throws SQLException {
        return new EmergencyPatient(
                new PatientSummary(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        List.of((String[]) row.getArray(5).getArray()),
                        row.getString(6)),
                row.getObject(7, OffsetDateTime.class).toInstant());
    }
}
