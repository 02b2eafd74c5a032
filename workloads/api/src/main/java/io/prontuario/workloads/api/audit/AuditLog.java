package io.prontuario.workloads.api.audit;

import io.prontuario.workloads.api.records.Connections;
import io.prontuario.workloads.api.records.RecordSources;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the audit before a request is answered: a request that cannot be audited fails. One thread writes the entries of all
 * requests in batches, so that the single head of the chain costs one commit per batch. If the record does not answer within
 * a small bound, the batch goes to the local journal, and from there to the record later.
 */
public final class AuditLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final int QUEUE_SIZE = 1_000;
    private static final int BATCH_SIZE = 200;
    private static final long TIMEOUT_MILLIS = 3_000;
    /** How long the record may take before an entry is journaled. */
    private static final int RECORD_ANSWER_MILLIS = 250;

    private static final Duration DRAIN_INTERVAL = Duration.ofMillis(300);

    private record Pending(IdentifiedEntry entry, CompletableFuture<Void> written) {}

    /** The journal and what empties it. */
    private record Fallback(AuditJournal journal, JournalDrain drain) {}

    private final RecordSources sources;
    private final AuditAppender appender;
    private final Optional<Fallback> fallback;
    private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(QUEUE_SIZE);
    private final Thread writer = new Thread(this::write, "audit");
    private final Thread drainer = new Thread(this::drain, "audit-drain");
    /** After a failure the record is left alone until the drain, which no request waits for, has reached it. */
    private volatile boolean recordAnswers = true;

    /** @param identified whether the chain has the ids of entries, as every database of the full profile has */
    public AuditLog(RecordSources sources, boolean identified, Optional<AuditJournal> journal) {
        this.sources = sources;
        this.appender = journal.isPresent()
                ? new AuditAppender(
                        Connections.answering(sources.audit()::getConnection, RECORD_ANSWER_MILLIS), identified)
                : new AuditAppender(sources.writer()::getConnection, identified);
        this.fallback = journal.map(kept ->
                new Fallback(kept, new JournalDrain(kept, new AuditAppender(sources.writer()::getConnection, true))));
        writer.setDaemon(true);
        drainer.setDaemon(true);
    }

    /** Starts the threads. */
    public AuditLog start() {
        writer.start();
        if (fallback.isPresent()) {
            drainer.start();
        }
        return this;
    }

    /**
     * Queues an entry without waiting. Stages chained to the result run on the writer thread and must not block.
     *
     * @return completes once the entry is on a disk; fails after three seconds, although the entry may still be written later
     */
    public CompletableFuture<Void> append(AuditEntry entry) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        if (!queue.offer(new Pending(IdentifiedEntry.of(entry), written))) {
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
            List<IdentifiedEntry> entries = batch.stream().map(Pending::entry).toList();
            if (fallback.isEmpty()) {
                appender.append(entries);
            } else if (!toRecord(entries)) {
                fallback.get().journal().append(entries);
            }
        } catch (SQLException | IOException | RuntimeException failed) {
            Throwable cause = failed instanceof IOException
                    ? new SQLException("the audit journal refused an entry", "58030", failed)
                    : failed;
            batch.forEach(pending -> pending.written().completeExceptionally(cause));
            return;
        }
        batch.forEach(pending -> pending.written().complete(null));
    }

    /** Whether the record has the entries; if its answer was lost it may have them, and their ids tell later. */
    private boolean toRecord(List<IdentifiedEntry> entries) {
        if (!recordAnswers || sources.writerLost()) {
            recordAnswers = false;
            return false;
        }
        try {
            appender.append(entries);
            return true;
        } catch (SQLException failed) {
            recordAnswers = false;
            LOG.warn("audit entries are journaled: the record did not take them (SQL state {})", failed.getSQLState());
            return false;
        }
    }

    private void drain() {
        try {
            while (true) {
                if (sources.awaitWriter(Duration.ofSeconds(30))) {
                    recordAnswers = drained();
                }
                Thread.sleep(DRAIN_INTERVAL.toMillis());
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the record answers. */
    private boolean drained() {
        try {
            fallback.orElseThrow().drain().run();
            return recordAnswers || fallback.get().drain().recordAnswers();
        } catch (SQLException failed) {
            LOG.warn("the audit journal waits for the record: SQL state {}", failed.getSQLState());
        } catch (IOException | RuntimeException failed) {
            LOG.error("the audit journal cannot be emptied", failed);
        }
        return false;
    }

    @Override
    public void close() {
        writer.interrupt();
        drainer.interrupt();
        fallback.ifPresent(kept -> kept.journal().close());
    }
}
