package io.prontuario.workloads.api.records;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs work in one transaction. */
public final class Transactions {
    /** Work on a connection. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it; throwing rolls everything back. */
        T run(Connection connection) throws SQLException;
    }

    private Transactions() {}

    /** Commits what the work did, or nothing. */
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
            // the server rolls back what a dead connection had begun
        }
    }
}
