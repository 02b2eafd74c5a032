package io.prontuario.workloads.api.records;

import io.prontuario.workloads.common.Readiness;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks in the background whether the service can do its work, so that a probe returns the latest result without waiting: it
 * can read its copy within the bound, and reach the writer or the audit journal.
 */
public final class RecordsReadiness implements Readiness, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordsReadiness.class);

    private static final String MIGRATED_TO = "SELECT count(*) > 0 FROM flyway_schema_history WHERE success"
            + " AND CASE WHEN version ~ '^[0-9]{1,9}$' THEN version::integer ELSE 0 END >= ";
    private static final Duration INTERVAL = Duration.ofMillis(500);
    /** Longer than one check can take: one second for a connection, two on the socket. */
    private static final Duration STALE_AFTER = Duration.ofMillis(4_000);
    /** A copy that is beyond the bound for a moment sends its reads to the writer; one that stays there is no copy. */
    private static final long BEYOND_BOUND_NANOS = Duration.ofSeconds(5).toNanos();

    /**
     * What readiness requires.
     *
     * @param schema required schema version; until it is reached the previous version of the service keeps serving; 0 for none
     * @param audited whether reads need an audit entry
     * @param journalProblem why the audit journal cannot be written, empty if it can; absent without a journal
     */
    public record Requirements(int schema, boolean audited, Optional<Supplier<Optional<String>>> journalProblem) {}

    private record Check(Status status, long atNanos) {}

    private final RecordSources sources;
    private final Requirements requirements;
    private final ScheduledExecutorService scheduler;
    private long withinBoundAtNanos = System.nanoTime();
    private volatile Check last =
            new Check(Status.notReady("the record database has not been checked yet"), System.nanoTime());

    /** @param sources the record as this site reaches it */
    public RecordsReadiness(RecordSources sources, Requirements requirements) {
        this.sources = sources;
        this.requirements = requirements;
        this.scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "records-readiness");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Starts the checks. */
    public RecordsReadiness start() {
        scheduler.scheduleWithFixedDelay(this::check, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    private void check() {
        Status status = status();
        if (status.ready() != last.status().ready()) {
            LOG.info("readiness changed: record database: {}", status.reason());
        }
        last = new Check(status, System.nanoTime());
    }

    private Status status() {
        try {
            Optional<String> problem = journalProblem();
            if (problem.isEmpty()) {
                problem = databaseProblem();
            }
            return problem.map(Status::notReady).orElseGet(Status::ok);
        } catch (SQLException failed) {
            return Status.notReady("the record database is unavailable (SQL state " + failed.getSQLState() + ")");
        } catch (RuntimeException unexpected) {
            LOG.error("the check of the record database failed", unexpected);
            return Status.notReady("the check of the record database failed");
        }
    }

    private Optional<String> journalProblem() {
        return requirements.journalProblem().flatMap(Supplier::get);
    }

    private Optional<String> databaseProblem() throws SQLException {
        try (Connection connection = sources.readiness().getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                Optional<String> schema = schemaProblem(statement);
                if (schema.isPresent()) {
                    return schema;
                }
                return sources.split().isPresent()
                        ? splitProblem(sources.split().get())
                        : singleProblem(statement);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private Optional<String> schemaProblem(Statement statement) throws SQLException {
        // waits for a held lock no longer than any request; an empty table is a hospital's first day
        isTrue(statement, "SELECT EXISTS (SELECT FROM patients)");
        int schema = requirements.schema();
        // a database of the demonstration is seeded and has no migration history
        boolean migrated = schema > 0 && isTrue(statement, "SELECT to_regclass('flyway_schema_history') IS NOT NULL");
        return !migrated || isTrue(statement, MIGRATED_TO + schema)
                ? Optional.empty()
                : Optional.of("the record database is not at schema version " + schema + " yet; run the mode migrate");
    }

    /** One database for all: it must accept writes. */
    private static Optional<String> singleProblem(Statement statement) throws SQLException {
        if (isTrue(statement, "SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean")) {
            return Optional.of("the record database is read-only; set RECORDS_WRITER_URL to the writer");
        }
        statement.execute("LOCK TABLE patients IN ROW EXCLUSIVE MODE"); // fails if a lock keeps writes out
        return Optional.empty();
    }

    private Optional<String> splitProblem(RecordSources.Split split) {
        CopyState copy = split.copyMonitor().state();
        boolean writerUp = split.writerMonitor().up();
        if (copy.standing() == CopyState.Standing.UNREACHABLE) {
            return Optional.of("the local copy of the record does not answer");
        }
        long now = System.nanoTime();
        // while nobody knows the writer, no copy can be within the bound, and reads must be answered all the same
        if (copy.current() || !writerUp) {
            withinBoundAtNanos = now;
        }
        if (now - withinBoundAtNanos > BEYOND_BOUND_NANOS) {
            return Optional.of(
                    "the local copy of the record is beyond MAX_REPLICA_LAG although the writer is reachable");
        }
        return writerUp
                        || !requirements.audited()
                        || requirements.journalProblem().isPresent()
                ? Optional.empty()
                : Optional.of(
                        "neither the record's writer nor an audit journal is reachable; set AUDIT_JOURNAL_DIR to a folder of the host");
    }

    private static boolean isTrue(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() && row.getBoolean(1);
        }
    }

    @Override
    public Status current() {
        Check latest = last;
        return System.nanoTime() - latest.atNanos() > STALE_AFTER.toNanos()
                ? Status.notReady(
                        "the record database has not answered for more than " + STALE_AFTER.toMillis() + " ms")
                : latest.status();
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
