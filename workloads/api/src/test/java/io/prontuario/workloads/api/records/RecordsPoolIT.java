package io.prontuario.workloads.api.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.prontuario.testing.Await;
import io.prontuario.workloads.api.EmbeddedDatabases;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class RecordsPoolIT {
    @Test
    void aPoolWhoseFirstConnectionDiesAtOnceConnectsAgain() throws Exception {
        RecordsOptions options = EmbeddedDatabases.empty();
        AtomicInteger connections = new AtomicInteger();
        DataSource dies = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("getConnection")) {
                        return method.getReturnType() == int.class ? 1 : null;
                    }
                    Connection connection =
                            DriverManager.getConnection(options.url(), options.user(), options.password());
                    return connections.incrementAndGet() == 1 ? dyingWhenUsed(connection) : connection;
                });
        try (HikariDataSource pool = RecordsPool.openForAudit(options, dies)) {
            Await.until("a connection", Duration.ofSeconds(20), () -> {
                try (Connection connection = pool.getConnection()) {
                    return connection.isValid(1);
                }
            });
        }
        assertThat(connections).hasValueGreaterThan(1);
    }

    /** A connection to a server that stops before the first round trip. */
    private static Connection dyingWhenUsed(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                RecordsPoolIT.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("isValid")) {
                        connection.close();
                        return false;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }
}
