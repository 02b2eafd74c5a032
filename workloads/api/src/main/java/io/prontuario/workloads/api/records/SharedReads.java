package io.prontuario.workloads.api.records;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * Reads of one row by its id that share round trips. A read that finds nobody on the way goes at once; those that come
 * meanwhile wait for the way back and go together, each still the same prepared statement, sent one behind the other before
 * the first answer is awaited. Under load many share the cost of one trip. Who asks does not wait: the trips have threads of
 * their own, which start when they are needed and end when they are not, and what depends on an answer runs on them.
 *
 * <p>When a trip fails, everyone on it is told; when that took long, so is everyone who waits behind it: nobody waits out one
 * limit of the pool or the driver after another.
 *
 * @param <T> what a row becomes
 */
final class SharedReads<T> {
    /** Most reads of one trip: each number of them is a statement of its own, prepared on every connection. */
    static final int MOST = 8;
    /** Trips at the same time: while one is on its way back the next can leave. */
    static final int TRIPS = 2;

    /** A trip that fails later than this met a limit; one that fails sooner met a broken connection, and the next may not. */
    private static final Duration LONG = Duration.ofMillis(900);

    /** Makes a value of the current row. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final DataSource database;
    private final List<String> statements;
    private final Reader<T> reader;
    private final Duration longest;
    private final ThreadPoolExecutor travellers;
    private final Deque<Ask<T>> waiting = new ArrayDeque<>();
    private int trips;

    /** @param query with the id as its one parameter; answers one row or none */
    SharedReads(DataSource database, String query, Reader<T> reader) {
        this(database, query, reader, LONG);
    }

    SharedReads(DataSource database, String query, Reader<T> reader, Duration longest) {
        this.longest = longest;
        this.database = database;
        this.reader = reader;
        this.statements = IntStream.rangeClosed(1, MOST)
                .mapToObj(count -> String.join(";", Collections.nCopies(count, query)))
                .toList();
        this.travellers =
                new ThreadPoolExecutor(TRIPS, TRIPS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "reads");
                    thread.setDaemon(true);
                    return thread;
                });
        travellers.allowCoreThreadTimeOut(true);
    }

    private record Ask<T>(int id, CompletableFuture<Optional<T>> answer) {}

    /** The row with this id; fails with what the database said. What is chained to it must not block. */
    CompletableFuture<Optional<T>> find(int id) {
        Ask<T> ask = new Ask<>(id, new CompletableFuture<>());
        synchronized (waiting) {
            waiting.add(ask);
            if (trips == TRIPS) {
                return ask.answer();
            }
            trips++;
        }
        travellers.execute(this::travel);
        return ask.answer();
    }

    /** One trip after the other, until nobody waits. */
    private void travel() {
        List<Ask<T>> trip = depart();
        while (!trip.isEmpty()) {
            long started = System.nanoTime();
            try {
                travel(trip);
            } catch (SQLException | RuntimeException | Error failed) {
                trip.forEach(ask -> ask.answer().completeExceptionally(failed));
                if (System.nanoTime() - started >= longest.toNanos()) {
                    next(Integer.MAX_VALUE).forEach(ask -> ask.answer().completeExceptionally(failed));
                }
            }
            trip = depart();
        }
    }

    /** Those who go next; without any, there is one trip less. */
    private List<Ask<T>> depart() {
        synchronized (waiting) {
            List<Ask<T>> next = next(MOST);
            if (next.isEmpty()) {
                trips--;
            }
            return next;
        }
    }

    /** Those that have waited longest, no longer waiting. */
    private List<Ask<T>> next(int most) {
        List<Ask<T>> next = new ArrayList<>(MOST);
        synchronized (waiting) {
            while (next.size() < most && !waiting.isEmpty()) {
                next.add(waiting.remove());
            }
        }
        return next;
    }

    private void travel(List<Ask<T>> trip) throws SQLException {
        List<Optional<T>> found = new ArrayList<>(trip.size());
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(statements.get(trip.size() - 1))) {
            for (int i = 0; i < trip.size(); i++) {
                query.setInt(i + 1, trip.get(i).id());
            }
            boolean more = query.execute();
            for (int i = 0; i < trip.size(); i++) {
                if (!more) {
                    throw new SQLException("the database answered " + i + " of " + trip.size() + " reads", "08P01");
                }
                try (ResultSet row = query.getResultSet()) {
                    found.add(row.next() ? Optional.of(reader.read(row)) : Optional.empty());
                }
                more = query.getMoreResults();
            }
        }
        for (int i = 0; i < trip.size(); i++) {
            trip.get(i).answer().complete(found.get(i));
        }
    }
}
