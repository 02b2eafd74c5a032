package io.prontuario.ledger;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** SQL clients on the write route, and what the record holds of theirs afterwards. */
public final class SqlLedger implements AutoCloseable {
    private static final Duration READ_LIMIT = Duration.ofSeconds(20);

    /** Of a run that is judged from outside. */
    private static final LedgerTables TABLES = new LedgerTables("ledger");

    private final LedgerTables tables;
    private final SqlRoute route;
    private final SqlPlan plan;
    private final String run;
    private final WriteLog log = new WriteLog();
    private final List<SqlClient> clients = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private SqlLedger(LedgerTables tables, SqlRoute route, SqlPlan plan, String run) {
        this.tables = tables;
        this.route = route;
        this.plan = plan;
        this.run = run;
    }

    /**
     * Makes the tables where they are missing, and starts the clients.
     *
     * @param run begins every key, so that runs on one record do not meet
     * @throws SQLException when the writer cannot be reached
     */
    public static SqlLedger start(SqlRoute route, SqlPlan plan, String run) throws SQLException {
        return route.onAny(READ_LIMIT, connection -> {
            TABLES.create(connection);
            return start(new SqlLedger(TABLES, route, plan, run));
        });
    }

    /**
     * Makes the tables where they are missing, removes what earlier runs left in them, and starts the clients.
     *
     * @param run begins every key
     * @throws SQLException when no route leads to the writer
     */
    public static SqlLedger startAlone(LedgerTables tables, SqlRoute route, SqlPlan plan, String run)
            throws SQLException {
        return route.onAny(plan.attemptLimit(), connection -> {
            tables.create(connection);
            tables.clear(connection);
            return start(new SqlLedger(tables, route, plan, run));
        });
    }

    private static SqlLedger start(SqlLedger ledger) {
        SqlPlan plan = ledger.plan;
        for (int number = 0; number < plan.writers(); number++) {
            SqlClient client =
                    new SqlClient(ledger.run + "-" + number, ledger.tables, ledger.route, number, plan, ledger.log);
            Thread thread = new Thread(client, "ledger-" + number);
            thread.setDaemon(true);
            ledger.clients.add(client);
            ledger.threads.add(thread);
        }
        ledger.threads.forEach(Thread::start);
        return ledger;
    }

    public WriteLog log() {
        return log;
    }

    /** Starts no further write and waits for those under way, at most their own limit. */
    public void drain() throws InterruptedException {
        clients.forEach(SqlClient::stop);
        long end = System.nanoTime() + plan.limit().toNanos();
        for (Thread thread : threads) {
            thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
        close();
        for (Thread thread : threads) {
            thread.join(plan.attemptLimit().toMillis() * 2);
        }
    }

    /**
     * Reads what is there of this run.
     *
     * @throws SQLException when no route leads to the writer
     */
    public FoundWrites found() throws SQLException {
        return found(route);
    }

    /** Reads what another database holds of this run: a copy, or the writer without a route. */
    public FoundWrites found(SqlRoute from) throws SQLException {
        return from.onAny(READ_LIMIT, connection -> tables.found(connection, run + "-"));
    }

    @Override
    public void close() {
        clients.forEach(SqlClient::abandon);
    }
}
