package io.prontuario.ledger;

import java.time.Duration;

/**
 * What the SQL clients do.
 *
 * @param writers each has one connection
 * @param perSecond writes of each that are due in a second, whether earlier ones have ended or not
 * @param attemptLimit when a client gives up on an answer and repeats the write with the same key
 * @param limit when it gives up on the write
 */
public record SqlPlan(int writers, double perSecond, Duration attemptLimit, Duration limit) {
    /** Four writers, a hundred writes a second. */
    public static final SqlPlan STANDARD = new SqlPlan(4, 25, Duration.ofSeconds(2), Duration.ofSeconds(90));
}
