package io.prontuario.continuity.model;

import java.time.Duration;

/**
 * How the record's databases and the witness are polled, apart from the checks of sites.
 *
 * @param interval time between two polls of a box
 * @param timeout after which a poll has failed; shorter than the interval
 * @param failureThreshold polls in a row that fail before a database or the witness is known not to answer; at least 1
 */
public record Detection(Duration interval, Duration timeout, int failureThreshold) {
    public Detection {
        if (interval.isNegative() || interval.isZero() || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("detection: interval and timeout have to be longer than nothing");
        }
        if (timeout.compareTo(interval) >= 0) {
            throw new IllegalArgumentException("detection.timeout: " + timeout.toMillis()
                    + " ms is not shorter than detection.interval; lower it, or polls overlap");
        }
        if (failureThreshold < 1) {
            throw new IllegalArgumentException(
                    "detection.failureThreshold: " + failureThreshold + " is not at least 1");
        }
    }

    /** {@code interval: 1s, timeout: 500ms, failureThreshold: 3}. */
    public static Detection defaults() {
        return new Detection(Duration.ofSeconds(1), Duration.ofMillis(500), 3);
    }

    /** From a silent death to the poll that makes it a fact, at most: the death comes just after a poll was answered. */
    public Duration bound() {
        return interval.multipliedBy(failureThreshold).plus(timeout);
    }
}
