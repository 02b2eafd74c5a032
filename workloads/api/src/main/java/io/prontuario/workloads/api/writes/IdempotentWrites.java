package io.prontuario.workloads.api.writes;

import io.prontuario.workloads.api.records.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Applies a write once per idempotency key: the key, the write and its result are committed in one transaction. Concurrent
 * requests with the same key wait for each other on the key's row.
 */
public final class IdempotentWrites {
    /**
     * The result of a write.
     *
     * @param status HTTP status
     * @param body JSON
     * @param replayed whether the write was applied by an earlier request
     */
    public record WriteResult(int status, String body, boolean replayed) {
        /** The result of a write that is applied now. */
        public static WriteResult fresh(int status, String body) {
            return new WriteResult(status, body, false);
        }
    }

    private final DataSource database;

    /** @param database holds the table of keys and the written tables */
    public IdempotentWrites(DataSource database) {
        this.database = database;
    }

    /**
     * Runs the work, or returns the stored result of the first request with this key.
     *
     * @throws KeyReusedException if the key was used for a different request
     */
    public WriteResult once(IdempotencyKey key, Transactions.Work<WriteResult> work)
            throws SQLException, KeyReusedException {
        Optional<WriteResult> reply = Transactions.run(database, connection -> {
            if (!claim(connection, key)) {
                return stored(connection, key);
            }
            WriteResult fresh = work.run(connection);
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

    /**
     * A transaction that only read ends without a wait for the copies: a replay would acknowledge a write whose own commit
     * has reached none. The lock is written to the log, so this one waits, and with it everything before it.
     */
    private static Optional<WriteResult> stored(Connection connection, IdempotencyKey key) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT status, body FROM idempotency WHERE key = ? AND request_hash = ? FOR UPDATE")) {
            query.setString(1, key.value());
            query.setString(2, key.requestHash());
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new WriteResult(row.getInt(1), row.getString(2), true))
                        : Optional.empty();
            }
        }
    }

    private static void store(Connection connection, IdempotencyKey key, WriteResult reply) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE idempotency SET status = ?, body = ? WHERE key = ?")) {
            update.setInt(1, reply.status());
            update.setString(2, reply.body());
            update.setString(3, key.value());
            update.executeUpdate();
        }
    }
}
