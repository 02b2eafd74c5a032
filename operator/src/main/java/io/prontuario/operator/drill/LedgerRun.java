package io.prontuario.operator.drill;

import io.prontuario.crds.v1alpha1.DrillWrites;
import io.prontuario.ledger.FoundWrites;
import io.prontuario.ledger.Judge;
import io.prontuario.ledger.SqlLedger;
import io.prontuario.ledger.SqlPlan;
import io.prontuario.ledger.SqlRoute;
import io.prontuario.ledger.Write;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One drill's writes, from the first one to the judgement. Runs once, on a thread of its own. */
final class LedgerRun implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerRun.class);
    /** A record that takes no write for this long before the fault has another problem. */
    private static final Duration FIRST_WRITE = Duration.ofSeconds(8);
    /** The drill ends without a judgement when the writer cannot be read for so long. */
    private static final Duration READ_BACK = Duration.ofSeconds(20);

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final SqlRoute route;
    private final SqlPlan plan;
    private final String name;
    private final CountDownLatch enough = new CountDownLatch(1);
    private volatile LedgerState state = new LedgerState.Starting();
    private volatile boolean abandoned;

    /** @param name begins every key */
    LedgerRun(SqlRoute route, SqlPlan plan, String name) {
        this.route = route;
        this.plan = plan;
        this.name = name;
    }

    LedgerState state() {
        return state;
    }

    void judge() {
        if (state instanceof LedgerState.Counting) {
            state = new LedgerState.Judging();
        }
        enough.countDown();
    }

    void abandon() {
        abandoned = true;
        enough.countDown();
    }

    @Override
    public void run() {
        try {
            state = new LedgerState.Known(written());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            state = new LedgerState.Known(DrillWrites.notJudged("the operator was interrupted"));
        } catch (RuntimeException e) {
            LOG.warn("the writes of drill {} were not judged", name, e);
            state = new LedgerState.Known(DrillWrites.notJudged("the operator's client failed: " + e));
        }
    }

    private DrillWrites written() throws InterruptedException {
        long limit = System.nanoTime() + FIRST_WRITE.toNanos();
        String problem = "no write was acknowledged";
        while (!abandoned && System.nanoTime() < limit) {
            long from = System.nanoTime();
            try (SqlLedger ledger = SqlLedger.startAlone(DrillLedger.TABLES, route, plan, name)) {
                return counted(ledger, from, limit);
            } catch (SQLException e) {
                problem = reason(e);
                pause();
            }
        }
        return DrillWrites.notJudged("the record took no write before the fault: " + problem
                + "; see conditions WriterSafe and DataProtected");
    }

    private DrillWrites counted(SqlLedger ledger, long from, long limit) throws InterruptedException {
        while (ledger.log().all().stream().noneMatch(Write::acknowledged)) {
            if (abandoned || System.nanoTime() > limit) {
                return DrillWrites.notJudged(
                        "no write was acknowledged before the fault; see conditions WriterSafe and" + " DataProtected");
            }
            pause();
        }
        state = new LedgerState.Counting();
        enough.await();
        if (abandoned) {
            return DrillWrites.notJudged("given up");
        }
        long to = System.nanoTime();
        ledger.drain();
        return judged(ledger, from, to);
    }

    private DrillWrites judged(SqlLedger ledger, long from, long to) throws InterruptedException {
        long limit = System.nanoTime() + READ_BACK.toNanos();
        String problem = "";
        do {
            try {
                FoundWrites found = ledger.found();
                List<Write> writes = ledger.log().all();
                return WritesResult.of(writes, Judge.judge(writes, List.of(found), firstAnswer(writes), to), from);
            } catch (SQLException e) {
                problem = reason(e);
                pause();
            }
        } while (!abandoned && System.nanoTime() < limit);
        return DrillWrites.notJudged("the record could not be read after the drill: " + problem);
    }

    /** The time to connect and to make the tables is no gap. */
    private static long firstAnswer(List<Write> writes) {
        return writes.stream()
                .filter(Write::acknowledged)
                .mapToLong(write -> write.times().ended())
                .min()
                .orElseThrow();
    }

    /** @throws InterruptedException never while the process runs */
    private static void pause() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }

    private static String reason(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
