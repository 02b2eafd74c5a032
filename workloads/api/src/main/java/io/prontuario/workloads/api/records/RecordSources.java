package io.prontuario.workloads.api.records;

import com.zaxxer.hikari.HikariDataSource;
import io.prontuario.workloads.common.Settings;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The record as a site reaches it: the local copy for reads, and the writer through this box's write route. Where one database
 * serves both, every read and write goes to it.
 */
public final class RecordSources implements AutoCloseable {
    /** What exists only where copy and writer are reached apart. */
    record Split(HikariDataSource writer, CopyMonitor copyMonitor, WriterMonitor writerMonitor) {}

    private final DataSource local;
    private final DataSource readiness;
    private final DataSource audit;
    private final Optional<Split> split;
    private final Reads reads;
    private final Runnable close;

    private RecordSources(
            DataSource local, DataSource readiness, DataSource audit, Optional<Split> split, Runnable close) {
        this.local = local;
        this.readiness = readiness;
        this.audit = audit;
        this.split = split;
        this.reads = new Reads(local, split);
        this.close = close;
    }

    /** Reads {@code RECORDS_*}, {@code RECORDS_WRITER_URL} and {@code MAX_REPLICA_LAG} (milliseconds). */
    public static RecordSources from(Settings settings) {
        RecordsOptions localOptions = RecordsOptions.from(settings);
        RecordsOptions writerOptions = RecordsOptions.writer(settings);
        Duration maxLag = settings.millis("MAX_REPLICA_LAG", 100, 60_000);
        Local local = new Local(RecordsPool.open(localOptions), RecordsPool.openForReadiness(localOptions));
        return writerOptions.url().equals(localOptions.url())
                ? of(local, localOptions)
                : of(
                        local,
                        new CopyMonitor(new DirectConnections(localOptions, RecordsPool.driver()), maxLag),
                        writerOptions);
    }

    /** @param readiness apart from the pool: one that is busy does not make the service unready */
    private record Local(HikariDataSource pool, HikariDataSource readiness) {
        void close() {
            readiness.close();
            pool.close();
        }
    }

    private static RecordSources of(Local local, RecordsOptions options) {
        HikariDataSource audit = RecordsPool.openForAudit(
                options, new WriterGate(new DirectConnections(options, RecordsPool.driver()), Optional.empty()));
        return new RecordSources(local.pool(), local.readiness(), audit, Optional.empty(), () -> {
            audit.close();
            local.close();
        });
    }

    private static RecordSources of(Local local, CopyMonitor copyMonitor, RecordsOptions writerOptions) {
        DirectConnections toWriter = new DirectConnections(writerOptions, RecordsPool.writerDriver());
        WriterMonitor writerMonitor = new WriterMonitor(new DirectConnections(writerOptions, RecordsPool.driver()));
        WriterGate gate = new WriterGate(toWriter, Optional.of(writerMonitor));
        HikariDataSource writer = RecordsPool.openWriter(writerOptions, gate);
        HikariDataSource audit = RecordsPool.openForAudit(writerOptions, gate);
        copyMonitor.start();
        writerMonitor.start(() -> {
            writer.getHikariPoolMXBean().softEvictConnections();
            audit.getHikariPoolMXBean().softEvictConnections();
        });
        Split split = new Split(writer, copyMonitor, writerMonitor);
        return new RecordSources(local.pool(), local.readiness(), audit, Optional.of(split), () -> {
            writerMonitor.close();
            copyMonitor.close();
            writer.close();
            audit.close();
            local.close();
        });
    }

    /** One database for reads and writes; the caller closes it. */
    public static RecordSources single(DataSource database) {
        return new RecordSources(database, database, database, Optional.empty(), () -> {});
    }

    /** Reads of the record. */
    public Reads reads() {
        return reads;
    }

    /** The local copy. */
    public DataSource local() {
        return local;
    }

    /** The local copy, for the check of readiness alone. */
    DataSource readiness() {
        return readiness;
    }

    /** The database that accepts writes. */
    public DataSource writer() {
        return split.<DataSource>map(Split::writer).orElse(local);
    }

    /** A connection to the writer for the audit alone, awaited for a short time only. */
    public DataSource audit() {
        return audit;
    }

    Optional<Split> split() {
        return split;
    }

    /** Whether the writer is known not to be reachable: what must not wait for it need not try. */
    public boolean writerLost() {
        return split.isPresent() && !split.get().writerMonitor().up();
    }

    /** Waits until the writer is reachable, at most this long. */
    public boolean awaitWriter(Duration limit) throws InterruptedException {
        return split.isEmpty() || split.get().writerMonitor().await(limit);
    }

    /** A request found that the writer does not answer. */
    public void suspectWriter() {
        split.ifPresent(parts -> parts.writerMonitor().suspect());
    }

    @Override
    public void close() {
        close.run();
    }
}
