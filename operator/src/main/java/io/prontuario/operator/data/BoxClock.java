package io.prontuario.operator.data;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether a box's clock differs from this operator's. No decision depends on a box's clock; its certificates, the
 * times in its logs and the times of patients' entries do. Pure.
 */
final class BoxClock {
    /** An answer is up to two seconds old, and its time is given in whole seconds. */
    private static final Duration TOLERATED = Duration.ofSeconds(10);

    private BoxClock() {}

    /** @param ahead how far the box's clock is ahead of this operator's; negative: behind */
    static Optional<String> problem(Duration ahead) {
        if (ahead.abs().compareTo(TOLERATED) <= 0) {
            return Optional.empty();
        }
        // Rounded, or the message would change with every poll.
        long minutes = ahead.abs().plusSeconds(30).toMinutes();
        return Optional.of("its clock is %s %s the operator's; check the time service of both machines"
                .formatted(
                        minutes == 0 ? "less than a minute" : minutes + " min",
                        ahead.isNegative() ? "behind" : "ahead of"));
    }
}
