package io.prontuario.workloads.api.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import io.prontuario.testing.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class WriterPoolIT {
    @Test
    void onlySomeThreadsWaitForAWriterThatIsAway() throws Exception {
        ExecutorService requests = Executors.newCachedThreadPool();
        try (WriterPool pool = new WriterPool(config())) {
            for (int waiting = 1; waiting <= WriterPool.MOST_WAITING; waiting++) {
                Future<Connection> ignored = requests.submit(() -> pool.getConnection());
                int expected = waiting;
                Await.until(
                        "it waits",
                        Duration.ofSeconds(10),
                        () -> pool.getHikariPoolMXBean().getThreadsAwaitingConnection() == expected);
            }

            assertThatThrownBy(pool::getConnection)
                    .isInstanceOf(SQLTransientConnectionException.class)
                    .satisfies(refused ->
                            assertThat(((SQLException) refused).getSQLState()).isEqualTo("53300"));
        } finally {
            requests.shutdownNow();
        }
    }

    private static HikariConfig config() {
        DirectConnections absent = new DirectConnections(
                new RecordsOptions("jdbc:postgresql://127.0.0.1:1/records", "records", "", 4),
                RecordsPool.writerDriver());
        HikariConfig config = new HikariConfig();
        config.setDataSource(new WriterGate(absent, Optional.empty()));
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(60_000);
        return config;
    }
}
