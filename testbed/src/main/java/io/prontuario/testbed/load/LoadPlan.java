package io.prontuario.testbed.load;

import java.time.Duration;
import java.util.Locale;

/**
 * What the clients do.
 *
 * @param readsPerSecond GETs started a second
 * @param readLimit when a client gives up on a GET, counted from when it was due
 * @param streamsPerSecond token streams started a second; 0 for none
 * @param streamTokens maximum of tokens that a stream requests
 * @param streamLimit when a client gives up on a stream
 * @param seed of the sequence of patients
 */
public record LoadPlan(
        double readsPerSecond,
        Duration readLimit,
        double streamsPerSecond,
        String model,
        int streamTokens,
        Duration streamLimit,
        long seed) {
    /** 100 GETs and one token stream a second. */
    public static LoadPlan standard(String model) {
        return new LoadPlan(100, Duration.ofSeconds(5), 1, model, 24, Duration.ofSeconds(20), 1);
    }

    /** What it sends, for a reader. Nothing of it writes to the record. */
    public String description() {
        return String.format(
                Locale.ROOT,
                "%.0f patient reads%s a second; no request writes to the record",
                readsPerSecond,
                streamsPerSecond > 0
                        ? String.format(
                                Locale.ROOT,
                                " and %.0f chat stream%s",
                                streamsPerSecond,
                                streamsPerSecond == 1 ? "" : "s")
                        : "");
    }

    public LoadPlan withoutStreams() {
        return new LoadPlan(readsPerSecond, readLimit, 0, model, streamTokens, streamLimit, seed);
    }
}
