package io.prontuario.workloads.api.writes;

import io.prontuario.workloads.api.records.PatientFields;
import io.prontuario.workloads.api.records.Transactions;
import io.prontuario.workloads.common.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Writes to patients. Triggers of the table count versions, keep the history and append to the outbox. Results: status 404 if
 * there is no such patient, 410 if it was merged into another one, 412 if it has another version.
 */
public final class PatientWrites {
    private static final String UNIQUE_VIOLATION = "23505";

    /**
     * Whose write it is.
     *
     * @param username for the history
     */
    public record By(IdempotencyKey key, String username) {}

    private record Current(long version, Optional<Integer> mergedInto) {}

    private final DataSource database;
    private final IdempotentWrites writes;

    /** @param database the record's writer */
    public PatientWrites(DataSource database) {
        this.database = database;
        this.writes = new IdempotentWrites(database);
    }

    /**
     * Creates a patient.
     *
     * @throws MrnTakenException if another patient has the record number
     */
    public IdempotentWrites.WriteResult create(By by, PatientFields fields) throws SQLException, KeyReusedException {
        try {
            return apply(by, connection -> insert(connection, fields));
        } catch (SQLException failed) {
            if (!violates(failed, "patients_pkey")) {
                throw mrnTaken(failed);
            }
            // rows that were entered with ids of their own
            Transactions.run(database, PatientWrites::skipTakenIds);
            return apply(by, connection -> insert(connection, fields));
        }
    }

    /**
     * Replaces a patient's fields.
     *
     * @throws MrnTakenException if another patient has the record number
     */
    public IdempotentWrites.WriteResult change(By by, int id, ExpectedVersion expected, PatientFields fields)
            throws SQLException, KeyReusedException {
        try {
            return apply(by, connection -> {
                Optional<IdempotentWrites.WriteResult> refused = refuse(connection, id, expected);
                return refused.isPresent() ? refused.get() : update(connection, id, fields);
            });
        } catch (SQLException failed) {
            throw mrnTaken(failed);
        }
    }

    /** Replaces a patient's allergies. */
    public IdempotentWrites.WriteResult setAllergies(By by, int id, ExpectedVersion expected, List<String> allergies)
            throws SQLException, KeyReusedException {
        return apply(by, connection -> {
            Optional<IdempotentWrites.WriteResult> refused = refuse(connection, id, expected);
            return refused.isPresent() ? refused.get() : updateAllergies(connection, id, allergies);
        });
    }

    /**
     * Merges a patient into another one, who gets the encounters, the documents, and every allergy and medication: what one
     * of the two records warned of must not be lost. Status 409 if the other one is merged itself.
     */
    public IdempotentWrites.WriteResult merge(By by, int id, ExpectedVersion expected, int into)
            throws SQLException, KeyReusedException {
        return apply(by, connection -> {
            // in the order of their ids, so that two merges do not wait for each other
            current(connection, Math.min(id, into));
            Optional<Current> target = current(connection, into);
            Optional<IdempotentWrites.WriteResult> refused = refuse(connection, id, expected);
            if (refused.isPresent()) {
                return refused.get();
            }
            if (target.isEmpty()) {
                return IdempotentWrites.WriteResult.fresh(404, "{}");
            }
            if (target.get().mergedInto().isPresent()) {
                return IdempotentWrites.WriteResult.fresh(409, "{}");
            }
            return mergeInto(connection, id, into);
        });
    }

    private IdempotentWrites.WriteResult apply(By by, Transactions.Work<IdempotentWrites.WriteResult> work)
            throws SQLException, KeyReusedException {
        return writes.once(by.key(), connection -> {
            try (PreparedStatement user =
                    connection.prepareStatement("SELECT set_config('prontuario.user', ?, true)")) {
                user.setString(1, by.username());
                user.execute();
            }
            return work.run(connection);
        });
    }

    private static Optional<IdempotentWrites.WriteResult> refuse(
            Connection connection, int id, ExpectedVersion expected) throws SQLException {
        Optional<Current> current = current(connection, id);
        if (current.isEmpty()) {
            return Optional.of(IdempotentWrites.WriteResult.fresh(404, "{}"));
        }
        if (current.get().mergedInto().isPresent()) {
            return Optional.of(IdempotentWrites.WriteResult.fresh(
                    410, json(Map.of("mergedInto", current.get().mergedInto().get()))));
        }
        return expected.allows(current.get().version())
                ? Optional.empty()
                : Optional.of(IdempotentWrites.WriteResult.fresh(
                        412, json(Map.of("version", current.get().version()))));
    }

    private static Optional<Current> current(Connection connection, int id) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT version, merged_into FROM patients WHERE id = ? FOR UPDATE")) {
            query.setInt(1, id);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new Current(row.getLong(1), Optional.ofNullable(row.getObject(2, Integer.class))))
                        : Optional.empty();
            }
        }
    }

    private static IdempotentWrites.WriteResult insert(Connection connection, PatientFields fields)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO patients (name, mrn, birth_date, blood_type, allergies, medications, id, checksum)"
                        + " SELECT ?, ?, ?, ?, ?, ?, next.id, md5('prontuario:' || next.id)"
                        + " FROM (SELECT nextval('patients_id')::integer AS id) AS next RETURNING id, version")) {
            set(insert, fields);
            return answer(insert, 201);
        }
    }

    private static IdempotentWrites.WriteResult update(Connection connection, int id, PatientFields fields)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE patients SET name = ?, mrn = ?, birth_date = ?, blood_type = ?,"
                        + " allergies = ?, medications = ?, written_at = now() WHERE id = ? RETURNING id, version")) {
            set(update, fields);
            update.setInt(7, id);
            return answer(update, 200);
        }
    }

    private static void set(PreparedStatement statement, PatientFields fields) throws SQLException {
        Connection connection = statement.getConnection();
        statement.setString(1, fields.name());
        statement.setString(2, fields.mrn());
        statement.setObject(3, fields.birthDate());
        statement.setString(4, fields.bloodType());
        statement.setArray(
                5, connection.createArrayOf("text", fields.allergies().toArray()));
        statement.setArray(
                6, connection.createArrayOf("text", fields.medications().toArray()));
    }

    private static IdempotentWrites.WriteResult answer(PreparedStatement write, int status) throws SQLException {
        try (ResultSet row = write.executeQuery()) {
            row.next();
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("id", row.getInt(1));
            body.put("version", row.getLong(2));
            return IdempotentWrites.WriteResult.fresh(status, json(body));
        }
    }

    private static IdempotentWrites.WriteResult updateAllergies(Connection connection, int id, List<String> allergies)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE patients SET allergies = ?, written_at = now() WHERE id = ? RETURNING version")) {
            update.setArray(1, connection.createArrayOf("text", allergies.toArray(String[]::new)));
            update.setInt(2, id);
            try (ResultSet row = update.executeQuery()) {
                row.next();
                Map<String, Object> body = new LinkedHashMap<>();
                body.put("id", id);
                body.put("allergies", allergies);
                body.put("version", row.getLong(1));
                return IdempotentWrites.WriteResult.fresh(200, json(body));
            }
        }
    }

    private static IdempotentWrites.WriteResult mergeInto(Connection connection, int id, int into) throws SQLException {
        for (String move : List.of(
                "UPDATE encounters SET patient_id = ? WHERE patient_id = ?",
                "UPDATE documents SET patient_id = ? WHERE patient_id = ?",
                "UPDATE patients AS p SET allergies = union_of(p.allergies, other.allergies),"
                        + " medications = union_of(p.medications, other.medications), written_at = now()"
                        + " FROM patients AS other WHERE p.id = ? AND other.id = ?")) {
            try (PreparedStatement update = connection.prepareStatement(move)) {
                update.setInt(1, into);
                update.setInt(2, id);
                update.executeUpdate();
            }
        }
        try (PreparedStatement merge = connection.prepareStatement(
                "UPDATE patients SET merged_into = ?, written_at = now() WHERE id = ? RETURNING version")) {
            merge.setInt(1, into);
            merge.setInt(2, id);
            try (ResultSet row = merge.executeQuery()) {
                row.next();
                Map<String, Object> body = new LinkedHashMap<>();
                body.put("id", id);
                body.put("mergedInto", into);
                body.put("version", row.getLong(1));
                return IdempotentWrites.WriteResult.fresh(200, json(body));
            }
        }
    }

    private static long skipTakenIds(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT setval('patients_id', max(id)) FROM patients")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static SQLException mrnTaken(SQLException failed) {
        return violates(failed, "patients_mrn_key") ? new MrnTakenException(failed) : failed;
    }

    private static boolean violates(SQLException failed, String constraint) {
        return UNIQUE_VIOLATION.equals(failed.getSQLState())
                && String.valueOf(failed.getMessage()).contains(constraint);
    }

    private static String json(Map<String, Object> value) {
        return new String(Json.bytes(value), StandardCharsets.UTF_8);
    }
}
