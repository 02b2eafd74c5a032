package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.State.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Each check counts once, and ages evidence by one probe interval at most.
 *
 * <p>Rule: a check whose sequence number is not newer than the last one counted is a duplicate or late, and is dropped. {@code
 * held} grows by {@code min(now - lastAt, probeInterval)}, never below zero. A check that could not look changes neither the
 * run nor its length.
 *
 * <p>Why: reconciles come more often than checks do (events, retries), and a clock stepped by NTP or by a VM that was
 * suspended would otherwise age a failure, or a stabilisation window, by minutes in one round.
 */
public final class CheckCounter {
    private CheckCounter() {}

    /** What one check says of its target. */
    public enum Outcome {
        PASS,
        FAIL,
        UNKNOWN
    }

    /** Whether this check has not been counted yet. */
    public static boolean isNew(Set<SafetyRule> guards, Evidence before, long sequence) {
        return sequence > before.lastSequence() || !guards.contains(SafetyRule.COUNT_ONCE);
    }

    /** The evidence after one new check. */
    public static Evidence count(
            Set<SafetyRule> guards, Evidence before, Outcome outcome, long sequence, Instant now, Duration interval) {
        Outcome counted = outcome == Outcome.UNKNOWN && !guards.contains(SafetyRule.UNKNOWN_IS_NO_EVIDENCE)
                ? Outcome.FAIL
                : outcome;
        return switch (counted) {
            case UNKNOWN -> new Evidence(
                    sequence,
                    Optional.of(now),
                    before.failures(),
                    before.successes(),
                    before.unknowns() + 1,
                    before.held());
            case FAIL -> before.failures() > 0
                    ? new Evidence(
                            sequence,
                            Optional.of(now),
                            before.failures() + 1,
                            0,
                            0,
                            before.held().plus(accrued(guards, before.lastAt(), now, interval)))
                    : new Evidence(sequence, Optional.of(now), 1, 0, 0, Duration.ZERO);
            case PASS -> before.successes() > 0
                    ? new Evidence(
                            sequence,
                            Optional.of(now),
                            0,
                            before.successes() + 1,
                            0,
                            before.held().plus(accrued(guards, before.lastAt(), now, interval)))
                    : new Evidence(sequence, Optional.of(now), 0, 1, 0, Duration.ZERO);
        };
    }

    /** How much one observation may age a window: the time since the last one, between nothing and one probe interval. */
    public static Duration accrued(Set<SafetyRule> guards, Optional<Instant> lastAt, Instant now, Duration interval) {
        if (lastAt.isEmpty()) {
            return Duration.ZERO;
        }
        Duration passed = Duration.between(lastAt.get(), now);
        if (!guards.contains(SafetyRule.ACCRUAL_CAP)) {
            return passed;
        }
        return passed.isNegative() ? Duration.ZERO : passed.compareTo(interval) > 0 ? interval : passed;
    }
}
