package io.prontuario.testbed.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** SQL clients on the write route, and what the record holds of theirs afterwards. */
public final class SqlLedger implements AutoCloseable {
    private static final Duration READ_LIMIT = Duration.ofSeconds(20);

    private final SqlRoute route;
    private final SqlPlan plan;
    private final String run;
    private final WriteLog log = new WriteLog();
    private final List<SqlClient> clients = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private SqlLedger(SqlRoute route, SqlPlan plan, String run) {
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
        overAny(route, connection -> {
            LedgerTables.create(connection);
            return route;
        });
        SqlLedger ledger = new SqlLedger(route, plan, run);
        for (int number = 0; number < plan.writers(); number++) {
            SqlClient client = new SqlClient(run + "-" + number, route, number, plan, ledger.log);
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
        return overAny(from, connection -> LedgerTables.found(connection, run + "-"));
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Over the first address that leads to the writer. */
    private static <T> T overAny(SqlRoute route, Work<T> work) throws SQLException {
        SQLException last = new SQLException("there is no route");
        for (int address = 0; address < route.addresses().size(); address++) {
            try (Connection connection = route.open(address, READ_LIMIT)) {
                return work.on(connection);
            } catch (SQLException e) {
                last = e;
            }
        }
        throw last;
    }

    @Override
    public void close() {
        clients.forEach(SqlClient::abandon);
    }
}
