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

/**
 * Reads single rows by id and batches concurrent reads. If fewer than {@value #WORKERS} workers are running, a read starts one
 * immediately; otherwise it is queued, and the next worker that becomes free sends all queued reads, up to
 * {@value #BATCH_SIZE}, as one batch of prepared statements in a single round trip. Under load, many reads share one round
 * trip. Callers do not wait: workers have their own threads, which start on demand and stop when idle, and stages chained to a
 * result run on them.
 *
 * <p>If a round trip fails, all reads in it fail; if it failed slowly, all queued reads fail too, so that no caller waits for
 * one timeout of the pool or the driver after another.
 *
 * @param <T> type of a row
 */
final class BatchingReader<T> {
    /** Largest batch; every size has its own prepared statement on every connection. */
    static final int BATCH_SIZE = 8;
    /** Concurrent round trips: the next one starts while another is in progress. */
    static final int WORKERS = 2;
    /** A failure after this time is a timeout; an earlier one is a broken connection, and the next may work. */
    private static final Duration SLOW_FAILURE = Duration.ofMillis(900);

    /** Converts the current row. */
    @FunctionalInterface
    interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    private final Connections database;
    private final List<String> statements;
    private final RowMapper<T> mapper;
    private final Duration slowFailure;
    private final ThreadPoolExecutor threads;
    private final Deque<Request<T>> queue = new ArrayDeque<>();
    private int workers;

    /** @param query has the id as its only parameter and returns at most one row */
    BatchingReader(Connections database, String query, RowMapper<T> mapper) {
        this(database, query, mapper, SLOW_FAILURE);
    }

    BatchingReader(Connections database, String query, RowMapper<T> mapper, Duration slowFailure) {
        this.slowFailure = slowFailure;
        this.database = database;
        this.mapper = mapper;
        this.statements = IntStream.rangeClosed(1, BATCH_SIZE)
                .mapToObj(count -> String.join(";", Collections.nCopies(count, query)))
                .toList();
        this.threads =
                new ThreadPoolExecutor(WORKERS, WORKERS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "reads");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    private record Request<T>(int id, CompletableFuture<Optional<T>> result) {}

    /** The row with this id; fails with the database's exception. Stages chained to the result must not block. */
    CompletableFuture<Optional<T>> find(int id) {
        Request<T> request = new Request<>(id, new CompletableFuture<>());
        synchronized (queue) {
            queue.add(request);
            if (workers == WORKERS) {
                return request.result();
            }
            workers++;
        }
        threads.execute(this::work);
        return request.result();
    }

    /** Sends batches until the queue is empty. */
    private void work() {
        List<Request<T>> batch = nextBatch();
        while (!batch.isEmpty()) {
            long started = System.nanoTime();
            try {
                flush(batch);
            } catch (SQLException | RuntimeException | Error failed) {
                batch.forEach(request -> request.result().completeExceptionally(failed));
                if (System.nanoTime() - started >= slowFailure.toNanos()) {
                    dequeue(Integer.MAX_VALUE)
                            .forEach(request -> request.result().completeExceptionally(failed));
                }
            }
            batch = nextBatch();
        }
    }

    /** The next batch; if it is empty, the worker ends. */
    private List<Request<T>> nextBatch() {
        synchronized (queue) {
            List<Request<T>> batch = dequeue(BATCH_SIZE);
            if (batch.isEmpty()) {
                workers--;
            }
            return batch;
        }
    }

    /** Removes the oldest requests from the queue. */
    private List<Request<T>> dequeue(int limit) {
        List<Request<T>> requests = new ArrayList<>(BATCH_SIZE);
        synchronized (queue) {
            while (requests.size() < limit && !queue.isEmpty()) {
                requests.add(queue.remove());
            }
        }
        return requests;
    }

    private void flush(List<Request<T>> batch) throws SQLException {
        List<Optional<T>> rows = new ArrayList<>(batch.size());
        try (Connection connection = database.open();
                PreparedStatement query = connection.prepareStatement(statements.get(batch.size() - 1))) {
            for (int i = 0; i < batch.size(); i++) {
                query.setInt(i + 1, batch.get(i).id());
            }
            boolean more = query.execute();
            for (int i = 0; i < batch.size(); i++) {
                if (!more) {
                    throw new SQLException("the database returned " + i + " of " + batch.size() + " results", "08P01");
                }
                try (ResultSet row = query.getResultSet()) {
                    rows.add(row.next() ? Optional.of(mapper.map(row)) : Optional.empty());
                }
                more = query.getMoreResults();
            }
        }
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).result().complete(rows.get(i));
        }
    }
}
