package io.prontuario.workloads.inference.proxy;

import java.util.function.LongSupplier;

/**
 * A circuit breaker: after a number of consecutive failures it opens, and requests fail at once instead of after a timeout. A
 * successful request or probe closes it.
 */
final class CircuitBreaker {
    private final int failureThreshold;
    private final long retryNanos;
    private final LongSupplier clock;
    private int failures;
    private boolean open;
    private long openedAt;

    /**
     * @param failureThreshold consecutive failures that open the breaker
     * @param retryNanos time between trial requests while open
     * @param clock monotonic time in nanoseconds
     */
    CircuitBreaker(int failureThreshold, long retryNanos, LongSupplier clock) {
        this.failureThreshold = failureThreshold;
        this.retryNanos = retryNanos;
        this.clock = clock;
    }

    /** Whether a request may be sent. While open, one trial request is allowed per retry interval. */
    synchronized boolean allows() {
        if (!open) {
            return true;
        }
        if (clock.getAsLong() - openedAt < retryNanos) {
            return false;
        }
        openedAt = clock.getAsLong(); // the trial request; the next one is allowed after another interval
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
        if (open || failures >= failureThreshold) {
            open = true;
            openedAt = clock.getAsLong();
        }
    }
}
