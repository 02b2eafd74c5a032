package io.prontuario.workloads.inference.proxy;

import java.util.function.LongSupplier;

/**
 * Stops asking a server that keeps failing: after some failures in a row it opens, and everybody is refused at once instead of
 * after a timeout. Whoever probes beside closes it.
 */
final class Breaker {
    private final int failuresToOpen;
    private final long openNanos;
    private final LongSupplier clock;
    private int failures;
    private boolean open;
    private long openedAt;

    /**
     * @param failuresToOpen failures in a row that open it
     * @param openNanos how long it stays open before one request may try
     * @param clock monotonic nanoseconds
     */
    Breaker(int failuresToOpen, long openNanos, LongSupplier clock) {
        this.failuresToOpen = failuresToOpen;
        this.openNanos = openNanos;
        this.clock = clock;
    }

    /** Whether a request may go. While open, one may try each time the pause is over. */
    synchronized boolean allows() {
        if (!open) {
            return true;
        }
        if (clock.getAsLong() - openedAt < openNanos) {
            return false;
        }
        openedAt = clock.getAsLong(); // this one tries; the next waits for the next pause
        return true;
    }

    synchronized boolean open() {
        return open;
    }

    synchronized void succeeded() {
        failures = 0;
        open = false;
    }

    synchronized void failed() {
        failures++;
        if (open || failures >= failuresToOpen) {
            open = true;
            openedAt = clock.getAsLong();
        }
    }
}
