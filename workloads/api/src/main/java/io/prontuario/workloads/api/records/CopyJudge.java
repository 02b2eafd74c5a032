package io.prontuario.workloads.api.records;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/**
 * Judges the local copy from samples of its positions, by the local clock only: clocks of two boxes are never compared. A
 * change that has arrived has the age of the first sample that saw it. That changes arrive at all proves that the copy follows
 * the writer; the host agent of the writer emits one every 300 ms, so their absence means that nothing is known.
 */
final class CopyJudge {
    /** Interval in which the writer's agent emits a message into the log. */
    static final Duration HEARTBEAT = Duration.ofMillis(300);

    private static final int MAX_ARRIVALS = 1_000;

    /** A position and when it was first seen as received. */
    private record Arrival(long received, long atNanos) {}

    /**
     * A sample of a standby.
     *
     * @param received last position that the standby has, replayed or not
     */
    record Sample(long atNanos, WalPosition received, WalPosition replayed) {}

    private final long maxLagNanos;
    private final long silentAfterNanos;
    /** Positions that have arrived and are not replayed yet, oldest first. */
    private final Deque<Arrival> waiting = new ArrayDeque<>();

    private OptionalLong received = OptionalLong.empty();
    private OptionalLong lastArrivalNanos = OptionalLong.empty();
    private OptionalLong currentAtNanos = OptionalLong.empty();

    CopyJudge(Duration maxLag) {
        this.maxLagNanos = maxLag.toNanos();
        this.silentAfterNanos = HEARTBEAT.plus(maxLag).toNanos();
    }

    /** The local database is the writer. */
    CopyState writer(long nowNanos) {
        forget();
        currentAtNanos = OptionalLong.of(nowNanos);
        return new CopyState(CopyState.Standing.WRITER, nowNanos, 0, currentAtNanos, new WalPosition(0));
    }

    /** The local database did not answer. */
    CopyState unreachable(long nowNanos) {
        forget();
        return CopyState.unreachable(nowNanos, currentAtNanos);
    }

    private void forget() {
        waiting.clear();
        received = OptionalLong.empty();
        lastArrivalNanos = OptionalLong.empty();
    }

    CopyState standby(Sample sample) {
        long now = sample.atNanos();
        note(sample.received().value(), now);
        while (!waiting.isEmpty()
                && Long.compareUnsigned(
                                waiting.getFirst().received(), sample.replayed().value())
                        <= 0) {
            currentAtNanos = OptionalLong.of(waiting.removeFirst().atNanos());
        }
        long lag = waiting.isEmpty() ? 0 : now - waiting.getFirst().atNanos();
        boolean silent = lastArrivalNanos.isEmpty() || now - lastArrivalNanos.getAsLong() > silentAfterNanos;
        CopyState.Standing standing = silent
                ? CopyState.Standing.SILENT
                : lag > maxLagNanos ? CopyState.Standing.BEHIND : CopyState.Standing.WITHIN;
        return new CopyState(standing, now, lag, currentAtNanos, sample.replayed());
    }

    private void note(long position, long now) {
        if (received.isEmpty()) {
            received = OptionalLong.of(position); // when this one arrived is not known
        } else if (position != received.getAsLong()) {
            received = OptionalLong.of(position);
            lastArrivalNanos = OptionalLong.of(now);
            if (waiting.size() >= MAX_ARRIVALS) {
                // replay stands still: the age of the oldest counts, and too old an age is safe
                waiting.addLast(new Arrival(position, waiting.removeLast().atNanos()));
            } else {
                waiting.addLast(new Arrival(position, now));
            }
        }
    }
}
