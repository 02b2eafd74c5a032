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

/** Asks the database in the background, so that a probe gets the latest answer at once and never waits for the next. */
public final class RecordsReadiness implements Readiness, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordsReadiness.class);

    private static final String REACHED = "SELECT count(*) > 0 FROM flyway_schema_history WHERE success"
            + " AND CASE WHEN version ~ '^[0-9]{1,9}$' THEN version::integer ELSE 0 END >= ";

    private record Seen(Verdict verdict, long atNanos) {}

    private final DataSource database;
    private final int schema;
    private final Duration interval;
    private final Duration staleAfter;
    private final ScheduledExecutorService clock;
    private volatile Seen seen = new Seen(Verdict.no("the record database was not asked yet"), System.nanoTime());

    /**
     * @param schema the migration that a migrated database must have reached: until then the version before keeps serving; 0
     *     asks for none
     * @param interval between two questions
     * @param staleAfter an answer older than this counts as no answer: the one who asks hangs
     */
    public RecordsReadiness(DataSource database, int schema, Duration interval, Duration staleAfter) {
        this.database = database;
        this.schema = schema;
        this.interval = interval;
        this.staleAfter = staleAfter;
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "records-readiness");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Starts asking. */
    public RecordsReadiness start() {
        clock.scheduleWithFixedDelay(this::ask, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    private void ask() {
        Verdict verdict = verdict();
        if (verdict.ready() != seen.verdict().ready()) {
            LOG.info("record database: {}", verdict.reason());
        }
        seen = new Seen(verdict, System.nanoTime());
    }

    private Verdict verdict() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            if (!yes(statement, "SELECT EXISTS (SELECT FROM patients)")) {
                return Verdict.no("the record database has no patients; seed or restore it");
            }
            // one that was only seeded was never migrated: a demonstration's
            boolean migrated = schema > 0 && yes(statement, "SELECT to_regclass('flyway_schema_history') IS NOT NULL");
            return !migrated || yes(statement, REACHED + schema)
                    ? Verdict.yes()
                    : Verdict.no("the record database is not at schema version " + schema + " yet; run migrate");
        } catch (SQLException away) {
            return Verdict.no("the record database does not answer (SQL state " + away.getSQLState() + ")");
        } catch (RuntimeException unexpected) {
            LOG.error("asking the record database failed", unexpected);
            return Verdict.no("the record database could not be asked");
        }
    }

    private static boolean yes(Statement statement, String question) throws SQLException {
        try (ResultSet row = statement.executeQuery(question)) {
            return row.next() && row.getBoolean(1);
        }
    }

    @Override
    public Verdict current() {
        Seen latest = seen;
        return System.nanoTime() - latest.atNanos() > staleAfter.toNanos()
                ? Verdict.no("the record database has not answered for more than " + staleAfter.toMillis() + " ms")
                : latest.verdict();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
