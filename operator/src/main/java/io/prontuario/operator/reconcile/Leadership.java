package io.prontuario.operator.reconcile;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** Whether this process leads, and in which term. Orders to front doors carry the term; receivers refuse an older one. */
public final class Leadership {
    private static final long NOT_LEADING = -1;
    /** Room for the heartbeats of one term, so that a new leader's numbers are always higher. */
    private static final int SEQUENCE_BITS = 32;

    private final AtomicLong term = new AtomicLong(NOT_LEADING);
    private final AtomicLong beats = new AtomicLong();

    /** @param leaseTransitions of the Lease at the time it was acquired */
    public void acquired(long leaseTransitions) {
        term.set(leaseTransitions);
    }

    public void lost() {
        term.set(NOT_LEADING);
    }

    /** Empty on a follower. */
    public OptionalLong term() {
        long now = term.get();
        return now == NOT_LEADING ? OptionalLong.empty() : OptionalLong.of(now);
    }

    /** Rises with every call, and from every leader to the next. */
    public long nextHeartbeat() {
        return (Math.max(0, term.get()) << SEQUENCE_BITS) + beats.incrementAndGet();
    }
}
