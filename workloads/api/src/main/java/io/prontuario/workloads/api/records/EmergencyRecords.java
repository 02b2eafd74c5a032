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
    private final SharedReads<EmergencyPatient> reads;

    /** @param database the database that holds the projection */
    public EmergencyRecords(DataSource database) {
        this.reads = new SharedReads<>(
                database,
                "SELECT id, name, mrn, blood_type, allergies, checksum, (SELECT as_of FROM projection_state)"
                        + " FROM patients WHERE id = ?",
                EmergencyRecords::read);
    }

    /** The patient with this id, as the projection knows them; what is chained to it must not block. */
    public CompletableFuture<Optional<EmergencyPatient>> find(int id) {
        return reads.find(id);
    }

    private static EmergencyPatient read(ResultSet row) throws SQLException {
        return new EmergencyPatient(
                row.getInt(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                List.of((String[]) row.getArray(5).getArray()),
                row.getString(6),
                row.getObject(7, OffsetDateTime.class).toInstant());
    }
}
