package io.prontuario.operator.reconcile;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Whether this process leads, and in which term. Orders to front doors carry the term; receivers refuse an older one. A leader
 * whose last renewal is too long ago does not lead, even before the election has reported it.
 */
public final class Leadership {
    private static final long NOT_LEADING = -1;
    /** Room for the heartbeats of one term, so that a new leader's sequence is always higher. */
    private static final int SEQUENCE_BITS = 32;

    private final AtomicLong term = new AtomicLong(NOT_LEADING);
    private final AtomicLong beats = new AtomicLong();
    private final LongSupplier nanoTime;
    /** Until when the Lease is held; empty where no election renews it. */
    private volatile OptionalLong until = OptionalLong.empty();

    public Leadership() {
        this(System::nanoTime);
    }

    /** @param nanoTime as {@link System#nanoTime()} */
    Leadership(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** @param leaseTransitions of the Lease at the time it was acquired */
    public void acquired(long leaseTransitions) {
        term.set(leaseTransitions);
    }

    /**
     * The Lease was written: this process leads for this time, counted from the start of that write.
     *
     * @param begunNanos on the clock of {@link System#nanoTime()}
     */
    public void held(long begunNanos, Duration bound) {
        until = OptionalLong.of(begunNanos + bound.toNanos());
    }

    public void lost() {
        term.set(NOT_LEADING);
    }

    /** Empty on a follower. */
    public OptionalLong term() {
        long now = term.get();
        OptionalLong end = until;
        boolean over = end.isPresent() && nanoTime.getAsLong() - end.getAsLong() > 0;
        return now == NOT_LEADING || over ? OptionalLong.empty() : OptionalLong.of(now);
    }

    /** Rises with every call, and from every leader to the next. */
    public long nextHeartbeat() {
        return (Math.max(0, term.get()) << SEQUENCE_BITS) + beats.incrementAndGet();
    }
}
