package io.prontuario.operator.edge;

import java.util.Comparator;

/**
 * Who sends an instruction and how new it is. Receivers refuse a stamp older than the newest they have seen, so that a
 * leader that lost its lease without noticing changes nothing.
 *
 * @param term the leader's term (lease transitions); compared first
 * @param epoch the platform's epoch; compared when the terms are equal
 * @param generation the spec's generation, or a heartbeat's sequence; compared last
 */
public record Stamp(long term, long epoch, long generation) implements Comparable<Stamp> {
    public static final Stamp NONE = new Stamp(-1, -1, -1);

    private static final Comparator<Stamp> ORDER = Comparator.comparingLong(Stamp::term)
            .thenComparingLong(Stamp::epoch)
            .thenComparingLong(Stamp::generation);

    @Override
    public int compareTo(Stamp other) {
        return ORDER.compare(this, other);
    }

    public boolean olderThan(Stamp other) {
        return compareTo(other) < 0;
    }

    /** The leader's part: its generation says nothing. */
    public Stamp leader() {
        return new Stamp(term, epoch, 0);
    }
}
