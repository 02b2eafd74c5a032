package io.prontuario.simulator;

import java.util.Arrays;

/**
 * Values in milliseconds, and how they spread. Counts, not values, are kept, so that a million schedules need no more memory than
 * a thousand: exact below {@value #EXACT} ms, then in steps of at most a thousandth of the value.
 */
public final class Histogram {
    private static final int EXACT = 2048;
    private static final int STEPS = 1024;
    private static final int EXACT_BITS = 11;

    private long[] counts = new long[64];
    private long count;
    private long max;

    void add(long value) {
        long counted = Math.max(0, value);
        grow(index(counted))[index(counted)]++;
        count++;
        max = Math.max(max, counted);
    }

    void add(Histogram other) {
        grow(other.counts.length - 1);
        for (int i = 0; i < other.counts.length; i++) {
            counts[i] += other.counts[i];
        }
        count += other.count;
        max = Math.max(max, other.max);
    }

    private long[] grow(int index) {
        if (index >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(index + 1, counts.length * 2));
        }
        return counts;
    }

    private static int index(long value) {
        if (value < EXACT) {
            return (int) value;
        }
        int doublings = 63 - Long.numberOfLeadingZeros(value) - EXACT_BITS; // beyond EXACT
        return EXACT + doublings * STEPS + (int) (value >> (doublings + 1)) - STEPS;
    }

    /** The largest value of a step. */
    private static long valueOf(int index) {
        if (index < EXACT) {
            return index;
        }
        int doublings = (index - EXACT) / STEPS;
        long step = (index - EXACT) % STEPS + STEPS;
        return ((step + 1) << (doublings + 1)) - 1;
    }

    public long count() {
        return count;
    }

    /** The smallest value that at least this share of the values does not exceed; 0 without values. */
    public long quantile(double share) {
        long rank = Math.max(1, (long) Math.ceil(share * count));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return Math.min(max, valueOf(i));
            }
        }
        return max;
    }

    public long max() {
        return max;
    }

    String json() {
        return "{\"count\":" + count + ",\"p50\":" + quantile(0.5) + ",\"p99\":" + quantile(0.99) + ",\"max\":" + max
                + "}";
    }
}
