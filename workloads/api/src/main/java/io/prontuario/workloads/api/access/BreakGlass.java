package io.prontuario.workloads.api.access;

import io.prontuario.workloads.api.records.ReadContext;
import io.prontuario.workloads.api.records.Reads;
import io.prontuario.workloads.api.records.RecordSources;
import io.prontuario.workloads.api.writes.IdempotencyKey;
import io.prontuario.workloads.api.writes.IdempotentWrites;
import io.prontuario.workloads.api.writes.KeyReusedException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Break-glass access: temporary access to one patient beyond the user's role, with a reason. */
public final class BreakGlass {
    /** Duration of a grant. */
    public static final Duration DURATION = Duration.ofMinutes(30);

    /**
     * A grant.
     *
     * @param until time at which it ends
     * @param replayed whether an earlier request with the same key made it
     */
    public record Grant(Instant until, boolean replayed) {}

    private final Reads reads;
    private final IdempotentWrites writes;

    /** @param sources the databases of this site */
    public BreakGlass(RecordSources sources) {
        this.reads = sources.reads();
        this.writes = new IdempotentWrites(sources.writer());
    }

    /** Grants access from now on, once per key. */
    public Grant grant(IdempotencyKey key, String username, int patientId, String reason, Instant now)
            throws SQLException, KeyReusedException {
        Instant until = now.plus(DURATION);
        IdempotentWrites.WriteResult result = writes.once(key, connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO break_glass (id, username, patient_id, reason, expires_at) VALUES (?, ?, ?, ?, ?)")) {
                insert.setObject(1, UUID.randomUUID());
                insert.setString(2, username);
                insert.setInt(3, patientId);
                insert.setString(4, reason);
                insert.setTimestamp(5, Timestamp.from(until));
                insert.executeUpdate();
            }
            return IdempotentWrites.WriteResult.fresh(201, until.toString());
        });
        return new Grant(Instant.parse(result.body()), result.replayed());
    }

    /** Whether a grant is in force now. */
    public boolean inForce(ReadContext context, String username, int patientId) throws SQLException {
        return reads.run(context, connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT EXISTS (SELECT FROM break_glass WHERE username = ? AND patient_id = ? AND expires_at > now())")) {
                query.setString(1, username);
                query.setInt(2, patientId);
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    return row.getBoolean(1);
                }
            }
        });
    }
}
