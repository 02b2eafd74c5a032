package io.prontuario.workloads.api.records;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/**
 * The pool of connections to the writer, for which only some of the service's threads may wait: while the writer moves, the others
 * serve reads.
 */
final class WriterPool extends HikariDataSource {
    /** With the pool's connections fewer than the service has threads. */
    static final int MOST_WAITING = 16;

    WriterPool(HikariConfig config) {
        super(config);
    }

    /** @throws SQLTransientConnectionException at once if {@value #MOST_WAITING} threads wait already */
    @Override
    public Connection getConnection() throws SQLException {
        if (getHikariPoolMXBean().getThreadsAwaitingConnection() >= MOST_WAITING) {
            throw new SQLTransientConnectionException(
                    MOST_WAITING + " requests already wait for the writer of the record", "53300");
        }
        return super.getConnection();
    }
}
