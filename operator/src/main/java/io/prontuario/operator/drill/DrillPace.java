package io.prontuario.operator.drill;

import io.prontuario.ledger.SqlPlan;
import java.time.Duration;

/** How fast a drill writes. Pure. */
final class DrillPace {
    private static final double FASTEST = 10;
    /** Every write stays in memory until it is judged. */
    private static final double MOST = 36_000;

    /** A client whose attempt has no answer after this repeats it with the same key. */
    private static final Duration ATTEMPT = Duration.ofSeconds(2);
    /** After this the write has failed, or its outcome is unknown. */
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private DrillPace() {}

    /** @param longest until the drill's deadline */
    static SqlPlan of(Duration longest) {
        return new SqlPlan(1, Math.min(FASTEST, MOST / Math.max(1, longest.toSeconds())), ATTEMPT, LIMIT);
    }
}
