package io.prontuario.testbed.load;

import org.jspecify.annotations.Nullable;

/**
 * One token stream.
 *
 * @param openedNanos when it was due
 * @param endedNanos when it ended, complete or not
 * @param site the site that answers, from its header; null when no response header arrived
 * @param tokens content deltas received
 * @param complete whether the stream ended with its end marker
 * @param detail why it is not complete; null when it is
 */
public record StreamRecord(
        int number,
        long openedNanos,
        long endedNanos,
        @Nullable String site,
        int tokens,
        boolean complete,
        @Nullable String detail) {
    /** Whether it was open at {@code nanos}. */
    public boolean openAt(long nanos) {
        return openedNanos <= nanos && endedNanos > nanos;
    }
}
