package io.prontuario.ledger;

import io.prontuario.ledger.WriteOutcome.Acknowledged;
import io.prontuario.ledger.WriteOutcome.Failed;
import io.prontuario.ledger.WriteOutcome.Unknown;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One client: writes when a write is due, and repeats one without an answer, with the same key, until it has one. */
final class SqlClient implements Runnable {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final String name;
    private final LedgerTables tables;
    private final SqlRoute route;
    private final SqlPlan plan;
    private final WriteLog log;
    private volatile boolean stopped;
    private volatile boolean abandoned;
    private int address;
    private @Nullable Connection connection;

    /** @param address the route that it tries first */
    SqlClient(String name, LedgerTables tables, SqlRoute route, int address, SqlPlan plan, WriteLog log) {
        this.name = name;
        this.tables = tables;
        this.route = route;
        this.address = address;
        this.plan = plan;
        this.log = log;
    }

    /** Lets the write under way end. */
    void stop() {
        stopped = true;
    }

    /** Gives up on the write under way. */
    void abandon() {
        stopped = true;
        abandoned = true;
    }

    @Override
    public void run() {
        long start = System.nanoTime();
        long period = (long) (1e9 / plan.perSecond());
        for (int number = 0; !stopped; number++) {
            long due = start + number * period;
            for (long left = due - System.nanoTime(); left > 0 && !stopped; left = due - System.nanoTime()) {
                LockSupport.parkNanos(Math.min(left, PAUSE_NANOS));
            }
            if (!stopped) {
                write(name + "-" + number, due);
            }
        }
        disconnect();
    }

    private void write(String key, long due) {
        long sent = System.nanoTime();
        long end = sent + plan.limit().toNanos();
        String doubt = null;
        String refusal = "";
        int attempts = 0;
        do {
            attempts++;
            WriteOutcome outcome = attempt(key);
            if (outcome instanceof Acknowledged) {
                add(key, due, sent, attempts, outcome);
                return;
            }
            if (outcome instanceof Unknown unknown) {
                doubt = unknown.reason();
            } else if (outcome instanceof Failed failed) {
                refusal = failed.reason();
            }
            disconnect();
            address++;
            LockSupport.parkNanos(PAUSE_NANOS);
        } while (System.nanoTime() < end && !abandoned);
        add(key, due, sent, attempts, doubt == null ? new Failed(refusal) : new Unknown(doubt));
    }

    private void add(String key, long due, long sent, int attempts, WriteOutcome outcome) {
        log.add(new Write(key, LedgerTables.KIND, new Write.Times(due, sent, System.nanoTime()), attempts, outcome));
    }

    private WriteOutcome attempt(String key) {
        Connection open = connection;
        if (open == null) {
            try {
                open = route.open(address, plan.attemptLimit());
                connection = open;
            } catch (SQLException e) {
                return new Failed(reason(e));
            }
        }
        try {
            return tables.write(open, key);
        } catch (SQLException e) {
            return refused(e) ? new Failed(reason(e)) : new Unknown(reason(e));
        }
    }

    /**
     * Whether the server said that it rolled back. A connection that broke says nothing, and neither does a server that is
     * shut down (class 57): it may have committed.
     */
    private static boolean refused(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return !state.equals("null") && !state.startsWith("08") && !state.startsWith("57");
    }

    private static String reason(SQLException e) {
        return e.getSQLState() + ": "
                + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private void disconnect() {
        Connection open = connection;
        connection = null;
        if (open == null) {
            return;
        }
        try {
            // No farewell: it could block on a peer that is gone.
            open.abort(Runnable::run);
        } catch (SQLException e) {
            // Nothing is owed to a connection that is given up.
            return;
        }
    }
}
