package io.prontuario.testbed.peer;

import java.util.Arrays;

/**
 * How long commits took.
 *
 * @param system and its settings
 * @param run counted from 1; a lone server and a system of one run were measured one after the other
 * @param clients each sent a write when it had the answer to the one before
 */
public record LatencyMeasure(
        String system, int run, int clients, double p50Millis, double p99Millis, double commitsPerSecond) {
    /** @param nanos of every commit, at least one, in any order */
    static LatencyMeasure of(String system, int run, int clients, long[] nanos, double seconds) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new LatencyMeasure(
                system, run, clients, percentile(sorted, 50), percentile(sorted, 99), sorted.length / seconds);
    }

    /** The smallest latency that so many percent do not exceed. */
    private static double percentile(long[] sorted, int percent) {
        int rank = (int) Math.ceil(sorted.length * percent / 100.0);
        return sorted[Math.max(0, rank - 1)] / 1e6;
    }
}
