package io.prontuario.workloads.api.records;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Opens the writer's connections for its pool: waits while there is no writer, so that the pool neither floods a server that
 * starts nor pauses longer after every failure, and connects within one check of the writer's return.
 *
 * <p>It also waits while too many commits wait for a synchronous copy. A request gives up such a commit after two seconds, but
 * its session stays on the server until the copy answers; a connection for every further request would use up the sessions
 * that the server has.
 */
final class WriterGate implements DataSource {
    private static final Duration WAIT = Duration.ofSeconds(30);

    private static final long RETRY_MILLIS = 200;
    /** Of all services with this role together. */
    private static final int MOST_UNCONFIRMED = 8;
    /** A role sees what its own sessions wait for. */
    private static final String UNCONFIRMED =
            "SELECT count(*) FROM pg_stat_activity WHERE usename = current_user AND wait_event = 'SyncRep'";

    private final DirectConnections writer;
    private final Optional<WriterMonitor> monitor;

    /** @param monitor empty if nothing watches the server: connects at once */
    WriterGate(DirectConnections writer, Optional<WriterMonitor> monitor) {
        this.writer = writer;
        this.monitor = monitor;
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            if (monitor.isPresent() && !monitor.get().await(WAIT)) {
                throw new SQLException("the writer of the record is not reachable", "08001");
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while waiting for the writer of the record", "08001", closing);
        }
        Connection connection = writer.open();
        try {
            awaitConfirmations(connection);
            return connection;
        } catch (SQLException | RuntimeException refused) {
            connection.close();
            throw refused;
        }
    }

    private static void awaitConfirmations(Connection connection) throws SQLException {
        long until = System.nanoTime() + WAIT.toNanos();
        while (unconfirmed(connection) >= MOST_UNCONFIRMED) {
            if (System.nanoTime() - until > 0) {
                throw new SQLException("commits wait for a synchronous copy of the record", "08004");
            }
            try {
                Thread.sleep(RETRY_MILLIS);
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
                throw new SQLException("interrupted while commits wait for a synchronous copy", "08004", closing);
            }
        }
    }

    private static int unconfirmed(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(UNCONFIRMED)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 1;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
