package io.prontuario.testbed.peer;

import io.prontuario.ledger.SqlRoute;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** Clients that insert one row a transaction, each when it has the answer to the one before. */
public final class CommitLatency {
    public static final int CLIENTS = 4;
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private CommitLatency() {}

    /** @throws SQLException when a write fails: nothing may break while this is measured */
    public static LatencyMeasure measure(SqlRoute route, Duration time, String system, int run)
            throws SQLException, InterruptedException {
        try (Connection connection = route.open(0, ANSWER);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS commit_latency (id bigserial PRIMARY KEY, text text)");
        }
        inserts(route, WARM_UP);
        return LatencyMeasure.of(system, run, CLIENTS, inserts(route, time), time.toNanos() / 1e9);
    }

    private static long[] inserts(SqlRoute route, Duration time) throws SQLException, InterruptedException {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            long end = System.nanoTime() + time.toNanos();
            Callable<long[]> client = () -> insertUntil(route, end);
            List<long[]> all = new ArrayList<>();
            for (Future<long[]> one : clients.invokeAll(Collections.nCopies(CLIENTS, client))) {
                all.add(one.get());
            }
            return all.stream().flatMapToLong(LongStream::of).toArray();
        } catch (ExecutionException e) {
            throw new SQLException("a write failed while latency was measured: " + e.getCause(), e);
        } finally {
            clients.shutdownNow();
        }
    }

    private static long[] insertUntil(SqlRoute route, long end) throws SQLException {
        LongStream.Builder took = LongStream.builder();
        try (Connection connection = route.open(0, ANSWER);
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO commit_latency (text) VALUES (?)")) {
            for (long begun = System.nanoTime(); begun < end; ) {
                insert.setString(1, "a note of some length, as a nurse writes it between two patients");
                insert.executeUpdate();
                long now = System.nanoTime();
                took.add(now - begun);
                begun = now;
            }
        }
        return took.build().toArray();
    }
}
