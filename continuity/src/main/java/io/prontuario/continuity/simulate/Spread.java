package io.prontuario.continuity.simulate;

import java.util.Arrays;

/** Values in milliseconds, and how they spread. */
public final class Spread {
    private long[] values = new long[16];
    private int count;

    void add(long value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, count * 2);
        }
        values[count++] = value;
    }

    void add(Spread other) {
        for (int i = 0; i < other.count; i++) {
            add(other.values[i]);
        }
    }

    public int count() {
        return count;
    }

    /** The smallest value that at least this share of the values does not exceed; 0 without values. */
    public long quantile(double share) {
        if (count == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(share * count) - 1)];
    }

    public long max() {
        return quantile(1);
    }

    String json() {
        return "{\"count\":" + count + ",\"p50\":" + quantile(0.5) + ",\"p99\":" + quantile(0.99) + ",\"max\":" + max()
                + "}";
    }
}
