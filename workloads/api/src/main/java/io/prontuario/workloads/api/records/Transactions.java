package io.prontuario.workloads.api.records;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Optional;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs work in a transaction. */
public final class Transactions {
    /** Work on a connection. */
    @FunctionalInterface
    public interface Work<T> {
        /** Runs; an exception rolls the transaction back. */
        T run(Connection connection) throws SQLException;
    }

    /**
     * The result of work that is committed.
     *
     * @param position a position in the log that is not before the commit; empty if it could not be asked for
     */
    public record Committed<T>(T result, Optional<WalPosition> position) {}

    private Transactions() {}

    /**
     * Runs the work and commits; rolls back on an exception.
     *
     * @throws UnknownOutcomeException if it is not known whether the commit is durable
     */
    public static <T> T run(DataSource database, Work<T> work) throws SQLException {
        return run((Connections) database::getConnection, work);
    }

    /** Like {@link #run(DataSource, Work)}. */
    public static <T> T run(Connections database, Work<T> work) throws SQLException {
        return run(database, work, (result, connection) -> result);
    }

    /** Like {@link #run(DataSource, Work)}, and asks the server, which must be the writer, for the position after the commit. */
    public static <T> Committed<T> commit(DataSource writer, Work<T> work) throws SQLException {
        return run(writer::getConnection, work, (result, connection) -> new Committed<>(result, position(connection)));
    }

    private static Optional<WalPosition> position(Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_current_wal_insert_lsn()")) {
            return row.next() ? WalPosition.of(row.getString(1)) : Optional.empty();
        } catch (SQLException lost) {
            return Optional.empty(); // the write is committed all the same
        }
    }

    private static <T, R> R run(Connections database, Work<T> work, BiFunction<T, Connection, R> committed)
            throws SQLException {
        try (Connection connection = database.open()) {
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                T result = work.run(connection);
                done = true;
                commit(connection);
                connection.setAutoCommit(true);
                return committed.apply(result, connection);
            } finally {
                if (!done) {
                    rollback(connection);
                }
            }
        }
    }

    private static void commit(Connection connection) throws SQLException {
        connection.clearWarnings();
        try {
            connection.commit();
        } catch (SQLException failed) {
            if (Outages.refusesCommit(failed.getSQLState())) {
                throw failed;
            }
            throw new UnknownOutcomeException("the answer to COMMIT was lost", failed);
        }
        requireNoWarning(connection.getWarnings());
    }

    /** Refuses the warnings of a commit: PostgreSQL reports a cancelled wait for the synchronous copy as a success with one. */
    public static void requireNoWarning(@Nullable SQLWarning warning) throws UnknownOutcomeException {
        if (warning != null) {
            throw new UnknownOutcomeException("COMMIT was answered with a warning: " + warning.getMessage(), warning);
        }
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException alreadyGone) {
            // the server rolls back the transaction of a dead connection
        }
    }
}
