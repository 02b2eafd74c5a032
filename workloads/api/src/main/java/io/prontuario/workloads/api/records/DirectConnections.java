package io.prontuario.workloads.api.records;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Connections outside the pools, for monitors: a pool that is busy or waits must not hide what a database does. */
final class DirectConnections {
    private final String url;
    private final Properties properties;

    DirectConnections(RecordsOptions options, Properties driver) {
        this.url = options.url();
        this.properties = new Properties();
        properties.putAll(driver);
        properties.setProperty("user", options.user());
        properties.setProperty("password", options.password());
    }

    /** Opens a connection within the driver's timeouts. */
    Connection open() throws SQLException {
        return DriverManager.getConnection(url, properties);
    }

    /** Opens a connection on which every answer is awaited for this long at most. */
    Connection open(int answerMillis) throws SQLException {
        Connection connection = open();
        connection.setNetworkTimeout(Runnable::run, answerMillis);
        return connection;
    }

    static void closeQuietly(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException gone) {
            // a dead connection is closed
        }
    }
}
