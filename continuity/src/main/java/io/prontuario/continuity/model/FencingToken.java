package io.prontuario.continuity.model;

import java.util.Comparator;

/**
 * The order of two instructions. A receiver keeps the newest token that it has accepted and refuses an older one, so that a leader
 * that lost its lease without noticing it changes nothing.
 *
 * @param term the leader's term: how often the lease has changed hands; compared first
 * @param epoch the epoch of the decision; compared when the terms are equal
 * @param generation the generation of the spec, or the sequence of a heartbeat; compared last
 */
public record FencingToken(long term, long epoch, long generation) implements Comparable<FencingToken> {
    /** Older than every token that is sent. */
    public static final FencingToken NONE = new FencingToken(-1, -1, -1);

    private static final Comparator<FencingToken> ORDER = Comparator.comparingLong(FencingToken::term)
            .thenComparingLong(FencingToken::epoch)
            .thenComparingLong(FencingToken::generation);

    @Override
    public int compareTo(FencingToken other) {
        return ORDER.compare(this, other);
    }

    public boolean olderThan(FencingToken other) {
        return compareTo(other) < 0;
    }

    /** The same leader and epoch, without a generation. */
    public FencingToken withoutGeneration() {
        return new FencingToken(term, epoch, 0);
    }
}
