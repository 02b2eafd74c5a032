package io.prontuario.workloads.api.encounters;

import io.prontuario.workloads.api.records.ReadContext;
import io.prontuario.workloads.api.records.Reads;
import io.prontuario.workloads.api.records.RecordSources;
import io.prontuario.workloads.api.writes.IdempotencyKey;
import io.prontuario.workloads.api.writes.IdempotentWrites;
import io.prontuario.workloads.api.writes.KeyReusedException;
import io.prontuario.workloads.common.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Encounters (visits) of patients, in the record. */
public final class Encounters {
    /** Kinds of encounter. */
    public static final List<String> KINDS = List.of("emergency", "inpatient", "outpatient");

    private static final int LIMIT = 200;

    /**
     * An encounter.
     *
     * @param closedAt null while the encounter is open
     */
    public record Encounter(
            String id, int patientId, String kind, String reason, String openedAt, @Nullable String closedAt) {
        /** Omits everything but the id: records end up in logs. */
        @Override
        public String toString() {
            return "Encounter[" + id + "]";
        }
    }

    private final Reads reads;
    private final IdempotentWrites writes;

    /** @param sources the record */
    public Encounters(RecordSources sources) {
        this.reads = sources.reads();
        this.writes = new IdempotentWrites(sources.writer());
    }

    /** Whether the patient has an open encounter. */
    public boolean present(ReadContext context, int patientId) throws SQLException {
        return reads.run(context, connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT EXISTS (SELECT FROM encounters WHERE patient_id = ? AND closed_at IS NULL)")) {
                query.setInt(1, patientId);
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    return row.getBoolean(1);
                }
            }
        });
    }

    /** The latest encounters of a patient, newest first. */
    public List<Encounter> of(ReadContext context, int patientId) throws SQLException {
        return reads.run(context, connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT id, patient_id, kind, reason, opened_at, closed_at FROM encounters WHERE patient_id = ?"
                            + " ORDER BY opened_at DESC, id LIMIT " + LIMIT)) {
                query.setInt(1, patientId);
                try (ResultSet row = query.executeQuery()) {
                    List<Encounter> found = new ArrayList<>();
                    while (row.next()) {
                        found.add(new Encounter(
                                row.getString(1),
                                row.getInt(2),
                                row.getString(3),
                                row.getString(4),
                                row.getTimestamp(5).toInstant().toString(),
                                row.getTimestamp(6) == null
                                        ? null
                                        : row.getTimestamp(6).toInstant().toString()));
                    }
                    return found;
                }
            }
        });
    }

    /** Opens an encounter; the result has status 404 if the patient does not exist. */
    public IdempotentWrites.WriteResult open(IdempotencyKey key, int patientId, String kind, String reason, String by)
            throws SQLException, KeyReusedException {
        return writes.once(key, connection -> {
            UUID id = UUID.randomUUID();
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO encounters (id, patient_id, kind, reason, opened_by)"
                            + " SELECT ?, p.id, ?, ?, ? FROM patients p WHERE p.id = ? AND p.merged_into IS NULL")) {
                insert.setObject(1, id);
                insert.setString(2, kind);
                insert.setString(3, reason);
                insert.setString(4, by);
                insert.setInt(5, patientId);
                if (insert.executeUpdate() == 0) {
                    return IdempotentWrites.WriteResult.fresh(404, "{}");
                }
            }
            return IdempotentWrites.WriteResult.fresh(
                    201, json(Map.of("id", id.toString(), "patientId", patientId, "kind", kind)));
        });
    }

    /** Closes an encounter; closing it again keeps the first time. The result has status 404 if there is none with this id. */
    public IdempotentWrites.WriteResult close(IdempotencyKey key, UUID id) throws SQLException, KeyReusedException {
        return writes.once(key, connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE encounters SET closed_at = coalesce(closed_at, now()) WHERE id = ?")) {
                update.setObject(1, id);
                return update.executeUpdate() == 0
                        ? IdempotentWrites.WriteResult.fresh(404, "{}")
                        : IdempotentWrites.WriteResult.fresh(200, json(Map.of("id", id.toString(), "closed", true)));
            }
        });
    }

    /** The patient of an encounter. */
    public Optional<Integer> patientOf(ReadContext context, UUID id) throws SQLException {
        return reads.run(context, connection -> patientOf(connection, id));
    }

    private static Optional<Integer> patientOf(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT patient_id FROM encounters WHERE id = ?")) {
            query.setObject(1, id);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getInt(1)) : Optional.empty();
            }
        }
    }

    private static String json(Map<String, Object> value) {
        return new String(Json.bytes(value), StandardCharsets.UTF_8);
    }
}
