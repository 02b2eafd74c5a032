package io.prontuario.workloads.api.records;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Reads of the patients table. */
public final class PatientRecords {
    private static final String COLUMNS =
            "SELECT id, name, mrn, birth_date, blood_type, allergies, medications, checksum, version, merged_into"
                    + " FROM patients ";

    private final Reads reads;
    private final BatchingReader<Patient> copy;
    private final BatchingReader<Patient> writer;

    /** @param reads reads of the record */
    public PatientRecords(Reads reads) {
        this.reads = reads;
        this.copy = reader(reads, Reads.Side.COPY);
        this.writer = reader(reads, Reads.Side.WRITER);
    }

    private static BatchingReader<Patient> reader(Reads reads, Reads.Side side) {
        return new BatchingReader<>(reads.connections(side), COLUMNS + "WHERE id = ?", PatientRecords::read);
    }

    /** The patient with this id. Stages chained to the result must not block. */
    public CompletableFuture<Optional<Patient>> find(ReadContext context, int id) {
        return reads.find(context, side -> switch (side) {
            case COPY -> copy.find(id);
            case WRITER -> writer.find(id);
        });
    }

    /** Patients with a greater id, in order of id, without those who were merged. */
    public List<Patient> page(ReadContext context, int after, int limit) throws SQLException {
        return reads.run(context, connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement(COLUMNS + "WHERE id > ? AND merged_into IS NULL ORDER BY id LIMIT ?")) {
                query.setInt(1, after);
                query.setInt(2, limit);
                List<Patient> patients = new ArrayList<>();
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        patients.add(read(row));
                    }
                }
                return patients;
            }
        });
    }

    private static Patient read(ResultSet row) throws SQLException {
        return new Patient(
                new PatientSummary(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(5),
                        texts(row.getArray(6)),
                        row.getString(8)),
                row.getObject(4, LocalDate.class),
                texts(row.getArray(7)),
                row.getLong(9),
                Optional.ofNullable(row.getObject(10, Integer.class)));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
