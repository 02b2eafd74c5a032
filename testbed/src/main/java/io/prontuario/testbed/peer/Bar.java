package io.prontuario.testbed.peer;

import java.time.Duration;
import java.util.Optional;

/**
 * What a fault may do at most. Under every bar nothing is lost or doubled, and no two writers acknowledge.
 *
 * @param worst how long writes may stand still in any run; empty: as long as it takes
 * @param median how long in half of the runs
 * @param saying what a condition or status.data must have said meanwhile
 */
record Bar(Optional<Duration> worst, Optional<Duration> median, Saying saying) {
    /** What must have been said. */
    enum Saying {
        NOTHING,
        /** Why no writer took over, where none did. */
        A_REFUSAL,
        /** Which disk is full. */
        A_FULL_DISK,
        /** Whose clock is wrong. */
        A_WRONG_CLOCK
    }

    static Bar safe() {
        return new Bar(Optional.empty(), Optional.empty(), Saying.NOTHING);
    }

    static Bar safeOrRefused() {
        return new Bar(Optional.empty(), Optional.empty(), Saying.A_REFUSAL);
    }

    static Bar says(Saying saying) {
        return new Bar(Optional.empty(), Optional.empty(), saying);
    }

    static Bar worst(Duration worst) {
        return new Bar(Optional.of(worst), Optional.empty(), Saying.NOTHING);
    }

    Bar median(Duration duration) {
        return new Bar(worst, Optional.of(duration), saying);
    }
}
