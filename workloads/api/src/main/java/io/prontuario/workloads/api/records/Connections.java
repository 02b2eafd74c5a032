package io.prontuario.workloads.api.records;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections; the caller closes them. */
@FunctionalInterface
public interface Connections {
    /** Opens a connection. */
    Connection open() throws SQLException;

    /** Connections on which every answer is awaited for this long at most. */
    static Connections answering(Connections connections, int answerMillis) {
        return () -> {
            Connection connection = connections.open();
            try {
                connection.setNetworkTimeout(Runnable::run, answerMillis);
            } catch (SQLException dead) {
                connection.close();
                throw dead;
            }
            return connection;
        };
    }
}
