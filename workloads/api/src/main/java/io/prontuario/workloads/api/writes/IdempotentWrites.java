package io.prontuario.workloads.api.writes;

import io.prontuario.workloads.api.records.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Makes a write happen once, however often it is asked for: the key, the write and its answer are one transaction. Two
 * requests with one key at the same time wait for each other on the key's row.
 */
public final class IdempotentWrites {
    /**
     * The answer to a write.
     *
     * @param status HTTP status
     * @param body JSON
     * @param replayed whether the write had happened before
     */
    public record Reply(int status, String body, boolean replayed) {
        /** The answer of a write that happens now. */
        public static Reply now(int status, String body) {
            return new Reply(status, body, false);
        }
    }

    private final DataSource database;

    /** @param database holds the table of keys and whatever is written */
    public IdempotentWrites(DataSource database) {
        this.database = database;
    }

    /**
     * Runs the work, or answers as the first time.
     *
     * @throws KeyReusedException when the key came with another request before
     */
    public Reply once(IdempotencyKey key, Transactions.Work<Reply> work) throws SQLException, KeyReusedException {
        Optional<Reply> reply = Transactions.run(database, connection -> {
            if (!claim(connection, key)) {
                return stored(connection, key);
            }
            Reply fresh = work.run(connection);
            store(connection, key, fresh);
            return Optional.of(fresh);
        });
        return reply.orElseThrow(KeyReusedException::new);
    }

    private static boolean claim(Connection connection, IdempotencyKey key) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO idempotency (key, operation, request_hash) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, key.value());
            insert.setString(2, key.operation());
            insert.setString(3, key.requestHash());
            return insert.executeUpdate() == 1;
        }
    }

    private static Optional<Reply> stored(Connection connection, IdempotencyKey key) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT status, body FROM idempotency WHERE key = ? AND request_hash = ?")) {
            query.setString(1, key.value());
            query.setString(2, key.requestHash());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(new Reply(row.getInt(1), row.getString(2), true)) : Optional.empty();
            }
        }
    }

    private static void store(Connection connection, IdempotencyKey key, Reply reply) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE idempotency SET status = ?, body = ? WHERE key = ?")) {
            update.setInt(1, reply.status());
            update.setString(2, reply.body());
            update.setString(3, key.value());
            update.executeUpdate();
        }
    }
}
