package io.prontuario.workloads.api.access;

import io.prontuario.workloads.api.records.Transactions;
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
import javax.sql.DataSource;

/** Access to one patient that a role does not give, with a reason, for a while. */
public final class BreakGlass {
    /** How long it lasts. */
    public static final Duration LASTS = Duration.ofMinutes(30);

    /**
     * What was granted.
     *
     * @param until when it ends, or ended
     * @param before whether it was granted before, to a request with the same key
     */
    public record Granted(Instant until, boolean before) {}

    private final DataSource database;
    private final IdempotentWrites writes;

    /** @param database of this site */
    public BreakGlass(DataSource database) {
        this.database = database;
        this.writes = new IdempotentWrites(database);
    }

    /** Grants it from now on, once for every key. */
    public Granted grant(IdempotencyKey key, String username, int patientId, String reason, Instant now)
            throws SQLException, KeyReusedException {
        Instant until = now.plus(LASTS);
        IdempotentWrites.Reply reply = writes.once(key, connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO break_glass (id, username, patient_id, reason, expires_at) VALUES (?, ?, ?, ?, ?)")) {
                insert.setObject(1, UUID.randomUUID());
                insert.setString(2, username);
                insert.setInt(3, patientId);
                insert.setString(4, reason);
                insert.setTimestamp(5, Timestamp.from(until));
                insert.executeUpdate();
            }
            return IdempotentWrites.Reply.now(201, until.toString());
        });
        return new Granted(Instant.parse(reply.body()), reply.replayed());
    }

    /** Whether it holds now. */
    public boolean holds(String username, int patientId) throws SQLException {
        return Transactions.run(database, connection -> {
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
