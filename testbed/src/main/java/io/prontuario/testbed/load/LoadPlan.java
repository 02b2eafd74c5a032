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
 * @param mixPerSecond what users do beside: lookups, lists, encounters, allergies, alerts and chat, started a second; 0
 *     for nothing. Needs sessions
 * @param seed of the sequence of patients
 */
public record LoadPlan(
        double readsPerSecond,
        Duration readLimit,
        double streamsPerSecond,
        String model,
        int streamTokens,
        Duration streamLimit,
        double mixPerSecond,
        long seed) {
    /** 100 GETs and one token stream a second. */
    public static LoadPlan standard(String model) {
        return new LoadPlan(100, Duration.ofSeconds(5), 1, model, 24, Duration.ofSeconds(20), 0, 1);
    }

    /**
     * Beside that, what two hundred users do. Every lookup of a user who logged in leaves an audit entry on two disks, and a chat stream
     * takes a third of the test bed's two cores, so there are fewer of both: all hosts share one machine.
     */
    public LoadPlan withMix() {
        return new LoadPlan(
                readsPerSecond * 4 / 10, readLimit, streamsPerSecond / 2, model, streamTokens, streamLimit, 10, seed);
    }

    /** Half of everything. */
    public LoadPlan halved() {
        return new LoadPlan(
                readsPerSecond / 2,
                readLimit,
                streamsPerSecond / 2,
                model,
                streamTokens,
                streamLimit,
                mixPerSecond / 2,
                seed);
    }

    /** Begins the keys of its writes. Every plan of a process gets its own, however often it is run. */
    String run() {
        return "demo-" + Long.toString(ProcessHandle.current().pid(), 36) + "-" + Long.toString(System.nanoTime(), 36);
    }

    /** What it sends, for a reader. */
    public String description() {
        return String.format(
                Locale.ROOT,
                "%.0f patient reads%s a second; %s",
                readsPerSecond,
                streamsPerSecond > 0
                        ? String.format(
                                Locale.ROOT,
                                " and %s chat stream%s",
                                streamsPerSecond == Math.rint(streamsPerSecond)
                                        ? Long.toString(Math.round(streamsPerSecond))
                                        : Double.toString(streamsPerSecond),
                                streamsPerSecond <= 1 ? "" : "s")
                        : "",
                mixPerSecond > 0
                        ? String.format(
                                Locale.ROOT,
                                "beside them %.0f lookups, lists, encounters, allergies, alerts and chats of 200 users",
                                mixPerSecond)
                        : "no request writes to the record");
    }

    public LoadPlan withoutStreams() {
        return new LoadPlan(readsPerSecond, readLimit, 0, model, streamTokens, streamLimit, mixPerSecond, seed);
    }
}
