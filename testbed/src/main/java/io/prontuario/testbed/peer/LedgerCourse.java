package io.prontuario.testbed.peer;

import io.prontuario.ledger.SqlLedger;
import io.prontuario.ledger.Write;
import io.prontuario.testbed.demo.Timeline;
import io.prontuario.testbed.exec.Wait;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** By the acknowledgements that the ledger's clients have. */
final class LedgerCourse implements Course {
    /** Of these seconds, every one must have seen writes. */
    private static final int WINDOW_SECONDS = 3;

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final SqlLedger ledger;
    private final Timeline timeline;
    private final long begun = System.nanoTime();
    private long mark = begun;

    /** The judged time begins now. */
    LedgerCourse(SqlLedger ledger, Timeline timeline) {
        this.ledger = ledger;
        this.timeline = timeline;
    }

    /** When the judged time began. */
    long begun() {
        return begun;
    }

    @Override
    public void mark() {
        mark = System.nanoTime();
    }

    @Override
    public boolean writesWithin(Duration limit) {
        return Wait.holds(limit, () -> goesOn(ledger.log().all(), System.nanoTime()));
    }

    private boolean goesOn(List<Write> writes, long now) {
        for (int second = 1; second <= WINDOW_SECONDS; second++) {
            long from = now - second * SECOND;
            long to = from + SECOND;
            if (from < mark + SECOND
                    || writes.stream()
                            .noneMatch(write -> write.acknowledged()
                                    && write.times().ended() >= from
                                    && write.times().ended() < to)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }

    @Override
    public void log(String format, Object... arguments) {
        timeline.log(format, arguments);
    }
}
