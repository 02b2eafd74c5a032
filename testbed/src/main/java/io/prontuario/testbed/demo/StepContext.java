package io.prontuario.testbed.demo;

import io.prontuario.testbed.load.Load;
import java.time.Duration;
import java.util.List;

/**
 * The context in which a step runs.
 *
 * @param environment for the steps that need more than the object's status
 * @param stabilization the window a returned host must stay healthy for, from the object
 */
public record StepContext(
        Load load,
        StatusFeed onsite,
        StatusFeed cloud,
        FaultInjector faults,
        SiteNames sites,
        Duration stabilization,
        DemoEnvironment environment,
        Timeline timeline) {
    /** Long enough to see the mode come back after a host's start, its window and its pods' start on a busy machine. */
    static final Duration RECOVERY_LIMIT = Duration.ofSeconds(180);

    static final Duration BASELINE = Duration.ofSeconds(3);
    /** The edge waits a while after its start before it takes the address back. */
    static final Duration ADDRESS_LIMIT = Duration.ofSeconds(40);
    /** How far past its bar a status is waited for, so that a missed bar is reported with its figure. */
    static final Duration STATUS_LIMIT = Duration.ofSeconds(60);

    /** Brings hosts back and waits for Full. */
    public List<StepCheck> reviveAndAwaitFull(List<String> hosts) throws InterruptedException {
        return Recovery.reviveAndAwaitFull(this, hosts);
    }

    /** Whether every host serves, by the newest status. */
    public boolean fullNow() {
        return onsite.latest().filter(seen -> Recovery.isFull(seen, sites)).isPresent();
    }

    /** Waits for the edge to hold the virtual address again. */
    public boolean addressOnEdge() {
        return faults.awaitAddressOn(sites.edge(), ADDRESS_LIMIT);
    }

    void baseline() throws InterruptedException {
        Thread.sleep(BASELINE.toMillis());
    }

    /** Waits until {@code duration} has passed since {@code nanos}. */
    static void until(long nanos, Duration duration) throws InterruptedException {
        long left = nanos + duration.toNanos() - System.nanoTime();
        if (left > 0) {
            Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
        }
    }

    /** Waits until every request that was due before {@code nanos} has ended. */
    public void settle(long nanos) throws InterruptedException {
        while (!load.settled(nanos)) {
            Thread.sleep(20);
        }
    }
}
