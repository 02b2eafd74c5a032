package io.prontuario.workloads.api.writes;

import io.prontuario.workloads.api.records.Outages;
import io.prontuario.workloads.api.records.Transactions;
import io.prontuario.workloads.api.records.UnknownOutcomeException;
import io.prontuario.workloads.api.records.WalPosition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
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
     * @param position a position in the log that is not before the commit; empty before the commit, or if it is not known
     */
    public record WriteResult(int status, String body, boolean replayed, Optional<WalPosition> position) {
        /** The result of a write that is applied now. */
        public static WriteResult fresh(int status, String body) {
            return new WriteResult(status, body, false, Optional.empty());
        }

        private WriteResult at(Optional<WalPosition> committed) {
            return new WriteResult(status, body, replayed, committed);
        }
    }

    /** A connection that turns out to be dead before COMMIT is replaced this long after the write began. */
    private static final Duration RETRY = Duration.ofMillis(500);

    private final DataSource database;

    /** @param database holds the table of keys and the written tables */
    public IdempotentWrites(DataSource database) {
        this.database = database;
    }

    /**
     * Runs the work, or returns the stored result of the first request with this key.
     *
     * @throws KeyReusedException if the key was used for a different request
     * @throws UnknownOutcomeException if it is not known whether the write is durable; a repeat with the key tells
     */
    public WriteResult once(IdempotencyKey key, Transactions.Work<WriteResult> work)
            throws SQLException, KeyReusedException {
        long started = System.nanoTime();
        while (true) {
            try {
                Transactions.Committed<Optional<WriteResult>> reply =
                        Transactions.commit(database, connection -> apply(connection, key, work));
                return reply.result().orElseThrow(KeyReusedException::new).at(reply.position());
            } catch (UnknownOutcomeException unknown) {
                throw unknown;
            } catch (SQLException failed) {
                // nothing was committed, and the key makes a second attempt harmless in any case
                if (!Outages.isLoss(failed) || System.nanoTime() - started > RETRY.toNanos()) {
                    throw failed;
                }
            }
        }
    }

    private static Optional<WriteResult> apply(
            Connection connection, IdempotencyKey key, Transactions.Work<WriteResult> work) throws SQLException {
        if (!claim(connection, key)) {
            return stored(connection, key);
        }
        WriteResult fresh = work.run(connection);
        store(connection, key, fresh);
        return Optional.of(fresh);
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
     * The result of the first request. It is visible, which does not mean that it is durable: its wait for the synchronous copy
     * may have been cancelled, and a move of the writer would lose it. A transaction that only reads ends without a wait; a row
     * lock is written to the log, so this commit waits for the copy, and with it everything before it.
     */
    private static Optional<WriteResult> stored(Connection connection, IdempotencyKey key) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT status, body FROM idempotency WHERE key = ? AND request_hash = ? FOR UPDATE")) {
            query.setString(1, key.value());
            query.setString(2, key.requestHash());
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new WriteResult(row.getInt(1), row.getString(2), true, Optional.empty()))
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
