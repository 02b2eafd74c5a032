package io.prontuario.continuity.decide;

import java.time.Duration;

/** Durations in messages, as the object writes them: {@code 1h}, {@code 9m40s}, {@code 0s}. */
final class DurationText {
    private DurationText() {}

    /** Whole seconds, rounded up: a window that has not ended is not shown as over. */
    static String of(Duration duration) {
        long seconds = duration.plusMillis(999).toSeconds();
        String text = (seconds >= 3600 ? seconds / 3600 + "h" : "")
                + (seconds / 60 % 60 > 0 ? seconds / 60 % 60 + "m" : "")
                + (seconds % 60 > 0 ? seconds % 60 + "s" : "");
        return text.isEmpty() ? "0s" : text;
    }
}
