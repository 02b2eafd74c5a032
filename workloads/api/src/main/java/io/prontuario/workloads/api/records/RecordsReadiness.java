package io.prontuario.workloads.api.records;

import io.prontuario.workloads.common.Readiness;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the database in the background, so that a probe returns the latest result without waiting. */
public final class RecordsReadiness implements Readiness, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordsReadiness.class);

    private static final String MIGRATED_TO = "SELECT count(*) > 0 FROM flyway_schema_history WHERE success"
            + " AND CASE WHEN version ~ '^[0-9]{1,9}$' THEN version::integer ELSE 0 END >= ";

    private record Check(Status status, long atNanos) {}

    private final DataSource database;
    private final int schema;
    private final Duration interval;
    private final Duration staleAfter;
    private final ScheduledExecutorService scheduler;
    private volatile Check last =
            new Check(Status.notReady("the record database has not been checked yet"), System.nanoTime());

    /**
     * @param schema required schema version; until it is reached the previous version of the service keeps serving; 0 for none
     * @param interval between two checks
     * @param staleAfter a result older than this counts as a failure: the check hangs
     */
    public RecordsReadiness(DataSource database, int schema, Duration interval, Duration staleAfter) {
        this.database = database;
        this.schema = schema;
        this.interval = interval;
        this.staleAfter = staleAfter;
        this.scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "records-readiness");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Starts the checks. */
    public RecordsReadiness start() {
        scheduler.scheduleWithFixedDelay(this::check, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
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
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            if (!isTrue(statement, "SELECT EXISTS (SELECT FROM patients)")) {
                return Status.notReady("the record database has no patients; seed or restore it");
            }
            // a database of the demonstration is seeded and has no migration history
            boolean migrated =
                    schema > 0 && isTrue(statement, "SELECT to_regclass('flyway_schema_history') IS NOT NULL");
            return !migrated || isTrue(statement, MIGRATED_TO + schema)
                    ? Status.ok()
                    : Status.notReady(
                            "the record database is not at schema version " + schema + " yet; run the mode migrate");
        } catch (SQLException failed) {
            return Status.notReady("the record database is unavailable (SQL state " + failed.getSQLState() + ")");
        } catch (RuntimeException unexpected) {
            LOG.error("the check of the record database failed", unexpected);
            return Status.notReady("the check of the record database failed");
        }
    }

    private static boolean isTrue(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() && row.getBoolean(1);
        }
    }

    @Override
    public Status current() {
        Check latest = last;
        return System.nanoTime() - latest.atNanos() > staleAfter.toNanos()
                ? Status.notReady("the record database has not answered for more than " + staleAfter.toMillis() + " ms")
                : latest.status();
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
