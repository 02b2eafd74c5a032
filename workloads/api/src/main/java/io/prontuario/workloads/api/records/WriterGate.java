package io.prontuario.workloads.api.records;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Opens the writer's connections for its pool: waits while there is no writer, so that the pool neither floods a server that
 * starts nor pauses longer after every failure, and connects within one check of the writer's return.
 */
final class WriterGate implements DataSource {
    private static final Duration WAIT = Duration.ofSeconds(30);

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
        return writer.open();
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
