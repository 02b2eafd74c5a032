package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.State.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Each check counts once, and ages evidence by one probe interval at most.
 *
 * <p>Rule: a check whose sequence number is not newer than the last one counted is a duplicate or late, and is dropped. The duration of
 * a run grows by {@code min(now - lastAt, probeInterval)}, never below zero. A check that could not be made changes neither the run nor
 * its duration.
 *
 * <p>Why: reconciles come more often than checks do (events, retries), and a clock stepped by NTP or by a VM that was suspended would
 * otherwise age a failure, or a stabilisation window, by minutes in one round.
 */
public class CheckCounter {
    CheckCounter() {}

    /** What one check says of its target. */
    public enum Result {
        PASS,
        FAIL,
        UNKNOWN
    }

    /** Whether this check has not been counted yet. */
    public boolean isNew(Evidence before, long sequence) {
        return sequence > before.lastSequence();
    }

    /** The evidence after one new check. */
    public Evidence count(Evidence before, Result result, long sequence, Instant now, Duration interval) {
        return switch (result) {
            case UNKNOWN -> new Evidence(
                    sequence,
                    Optional.of(now),
                    before.failures(),
                    before.successes(),
                    before.unknowns() + 1,
                    before.duration());
            case FAIL -> before.failures() > 0
                    ? new Evidence(
                            sequence,
                            Optional.of(now),
                            before.failures() + 1,
                            0,
                            0,
                            before.duration().plus(accrued(before.lastAt(), now, interval)))
                    : new Evidence(sequence, Optional.of(now), 1, 0, 0, Duration.ZERO);
            case PASS -> before.successes() > 0
                    ? new Evidence(
                            sequence,
                            Optional.of(now),
                            0,
                            before.successes() + 1,
                            0,
                            before.duration().plus(accrued(before.lastAt(), now, interval)))
                    : new Evidence(sequence, Optional.of(now), 0, 1, 0, Duration.ZERO);
        };
    }

    /** How much one check may age a window: the time since the last one, between nothing and one probe interval. */
    public Duration accrued(Optional<Instant> lastAt, Instant now, Duration interval) {
        if (lastAt.isEmpty()) {
            return Duration.ZERO;
        }
        Duration passed = Duration.between(lastAt.get(), now);
        return passed.isNegative() ? Duration.ZERO : passed.compareTo(interval) > 0 ? interval : passed;
    }
}
