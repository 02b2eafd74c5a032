package io.prontuario.workloads.api.writes;

import io.prontuario.workloads.common.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Writes to patients; each appends to the outbox in the same transaction. */
public final class PatientWrites {
    private final IdempotentWrites writes;

    /** @param database the record database of this site */
    public PatientWrites(DataSource database) {
        this.writes = new IdempotentWrites(database);
    }

    /** Replaces a patient's allergies; the result has status 404 if the patient does not exist. */
    public IdempotentWrites.WriteResult setAllergies(IdempotencyKey key, int id, List<String> allergies)
            throws SQLException, KeyReusedException {
        return writes.once(key, connection -> {
            if (!update(connection, id, allergies)) {
                return IdempotentWrites.WriteResult.fresh(404, "{}");
            }
            Outbox.patientChanged(connection, id);
            byte[] body = Json.bytes(Map.of("id", id, "allergies", allergies));
            return IdempotentWrites.WriteResult.fresh(200, new String(body, StandardCharsets.UTF_8));
        });
    }

    private static boolean update(Connection connection, int id, List<String> allergies) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE patients SET allergies = ?, written_at = now() WHERE id = ?")) {
            update.setArray(1, connection.createArrayOf("text", allergies.toArray(String[]::new)));
            update.setInt(2, id);
            return update.executeUpdate() == 1;
        }
    }
}
