package io.prontuario.workloads.api.audit;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Appends to the audit before a request is answered: a request that cannot be audited fails. One thread writes the entries of
 * all requests in batches, so that the single head of the chain costs one commit per batch.
 */
public final class AuditLog implements AutoCloseable {
    private static final int QUEUE_SIZE = 1_000;
    private static final int BATCH_SIZE = 200;
    private static final long TIMEOUT_MILLIS = 3_000;

    private record Pending(AuditEntry entry, CompletableFuture<Void> written) {}

    private final AuditAppender appender;
    private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(QUEUE_SIZE);
    private final Thread writer = new Thread(this::write, "audit");

    /** @param database database of this site; each has its own chain */
    public AuditLog(DataSource database) {
        this.appender = new AuditAppender(database);
        writer.setDaemon(true);
    }

    /** Starts the writer thread. */
    public AuditLog start() {
        writer.start();
        return this;
    }

    /**
     * Queues an entry without waiting. Stages chained to the result run on the writer thread and must not block.
     *
     * @return completes once the entry is committed; fails after three seconds, although the entry may still be written later
     */
    public CompletableFuture<Void> append(AuditEntry entry) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        if (!queue.offer(new Pending(entry, written))) {
            return CompletableFuture.failedFuture(
                    new SQLException("the queue of the audit is full (" + QUEUE_SIZE + " entries)", "53400"));
        }
        return written.orTimeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void write() {
        List<Pending> batch = new ArrayList<>();
        try {
            while (true) {
                batch.clear();
                batch.add(queue.take());
                queue.drainTo(batch, BATCH_SIZE - 1);
                append(batch);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void append(List<Pending> batch) {
        try {
            appender.append(batch.stream().map(Pending::entry).toList());
        } catch (SQLException | RuntimeException failed) {
            batch.forEach(pending -> pending.written().completeExceptionally(failed));
            return;
        }
        batch.forEach(pending -> pending.written().complete(null));
    }

    @Override
    public void close() {
        writer.interrupt();
    }
}
