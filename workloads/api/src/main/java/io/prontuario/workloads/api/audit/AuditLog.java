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
 * Appends to the audit before an access is answered: what cannot be written down does not happen. One thread writes what many
 * requests hand in, all that wait in one transaction, so that the chain's single end costs one commit for many.
 */
public final class AuditLog implements AutoCloseable {
    private static final int WAITING = 1_000;
    private static final int BATCH = 200;
    private static final long PATIENCE_MILLIS = 3_000;

    private record Handed(AuditEntry entry, CompletableFuture<Void> written) {}

    private final AuditAppend append;
    private final BlockingQueue<Handed> waiting = new ArrayBlockingQueue<>(WAITING);
    private final Thread writer = new Thread(this::write, "audit");

    /** @param database of this site; each has its own chain */
    public AuditLog(DataSource database) {
        this.append = new AuditAppend(database);
        writer.setDaemon(true);
    }

    /** Starts writing. */
    public AuditLog start() {
        writer.start();
        return this;
    }

    /**
     * Hands the entry in. Does not wait; what is chained to the answer runs on the writing thread and must not block it.
     *
     * @return done once the entry is committed; fails when that is not so within three seconds, though it may still be written
     *     later
     */
    public CompletableFuture<Void> append(AuditEntry entry) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        if (!waiting.offer(new Handed(entry, written))) {
            return CompletableFuture.failedFuture(
                    new SQLException("the audit is " + WAITING + " entries behind", "53400"));
        }
        return written.orTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void write() {
        List<Handed> batch = new ArrayList<>();
        try {
            while (true) {
                batch.clear();
                batch.add(waiting.take());
                waiting.drainTo(batch, BATCH - 1);
                append(batch);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void append(List<Handed> batch) {
        try {
            append.all(batch.stream().map(Handed::entry).toList());
        } catch (SQLException | RuntimeException failed) {
            batch.forEach(handed -> handed.written().completeExceptionally(failed));
            return;
        }
        batch.forEach(handed -> handed.written().complete(null));
    }

    @Override
    public void close() {
        writer.interrupt();
    }
}
