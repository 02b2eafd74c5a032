package io.prontuario.workloads.api.records;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs work in a transaction. */
public final class Transactions {
    /** Work on a connection. */
    @FunctionalInterface
    public interface Work<T> {
        /** Runs; an exception rolls the transaction back. */
        T run(Connection connection) throws SQLException;
    }

    private Transactions() {}

    /** Runs the work and commits; rolls back on an exception. */
    public static <T> T run(DataSource database, Work<T> work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                T result = work.run(connection);
                connection.commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    rollback(connection);
                }
                connection.setAutoCommit(true);
            }
        }
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException alreadyGone) {
            // the server rolls back the transaction of a dead connection
        }
    }
}
