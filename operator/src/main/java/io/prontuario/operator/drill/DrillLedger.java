package io.prontuario.operator.drill;

import io.prontuario.crds.v1alpha1.DrillWrites;
import io.prontuario.ledger.LedgerTables;
import io.prontuario.ledger.SqlPlan;
import io.prontuario.ledger.SqlRoute;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * The writes of the drill that runs, made by this process. Their outcomes are in memory alone: only who asked for a write knows
 * whether it was acknowledged. Waits for nothing. Thread-safe.
 */
final class DrillLedger implements AutoCloseable {
    static final LedgerTables TABLES = new LedgerTables("failover_drill");

    private final ThreadFactory threads;
    private @Nullable String uid;
    private @Nullable LedgerRun run;
    /** Instead of a run, for a drill whose writes cannot be counted. */
    private @Nullable DrillWrites known;

    DrillLedger(ThreadFactory threads) {
        this.threads = threads;
    }

    synchronized LedgerState state(String drill) {
        if (!drill.equals(uid)) {
            return new LedgerState.Absent();
        }
        return run != null ? run.state() : known != null ? new LedgerState.Known(known) : new LedgerState.Absent();
    }

    /** Begins to write; what another drill's run had is given up. */
    synchronized void begin(String drill, SqlRoute route, SqlPlan plan) {
        forget();
        LedgerRun begun = new LedgerRun(route, plan, drill);
        uid = drill;
        run = begun;
        threads.newThread(begun).start();
    }

    /** No writes are made for this drill. */
    synchronized void known(String drill, DrillWrites why) {
        forget();
        uid = drill;
        known = why;
    }

    /** Ends the writing, and begins to judge. */
    synchronized void judge(String drill) {
        if (drill.equals(uid) && run != null) {
            run.judge();
        }
    }

    /** Gives up on a drill that is gone. */
    synchronized void endUnless(Set<String> drills) {
        if (uid != null && !drills.contains(uid)) {
            forget();
        }
    }

    /** Another process leads, or the drill has ended: what was counted here is worth nothing any more. */
    synchronized void forget() {
        if (run != null) {
            run.abandon();
        }
        uid = null;
        run = null;
        known = null;
    }

    @Override
    public void close() {
        forget();
    }
}
