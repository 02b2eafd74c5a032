package io.prontuario.cli.demo;

import io.prontuario.cli.load.Load;
import java.time.Duration;

/**
 * What every step plays in.
 *
 * @param stabilization the window a returned host must stay healthy for, from the object
 */
public record Scene(
        Load load,
        StatusFeed onsite,
        StatusFeed cloud,
        Faults faults,
        Sites sites,
        Duration stabilization,
        Timeline timeline) {
    /** Long enough to see the mode come back after a host's start, its window and its pods' start on a busy machine. */
    static final Duration RECOVERY_LIMIT = Duration.ofSeconds(180);

    static final Duration BASELINE = Duration.ofSeconds(3);
    /** How far past its bar a status is waited for, so that a missed bar is reported with its figure. */
    static final Duration STATUS_LIMIT = Duration.ofSeconds(60);

    void baseline() throws InterruptedException {
        Thread.sleep(BASELINE.toMillis());
    }

    /** A planned move in a quiet moment: the address never comes back by itself, because a move resets open connections. */
    void handAddressBack() throws InterruptedException {
        load.quietly(() -> {
            String holder = faults.handAddressBack(sites.edge());
            timeline.say("virtual address: %s -> %s, handed back with no request under way", holder, sites.edge());
        });
    }

    /** Waits until {@code duration} has passed since {@code nanos}. */
    static void until(long nanos, Duration duration) throws InterruptedException {
        long left = nanos + duration.toNanos() - System.nanoTime();
        if (left > 0) {
            Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
        }
    }

    /** Waits until every request that was due before {@code nanos} has ended. */
    void settle(long nanos) throws InterruptedException {
        while (!load.settled(nanos)) {
            Thread.sleep(20);
        }
    }
}
