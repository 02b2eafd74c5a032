package io.prontuario.testbed.load;

import io.prontuario.testbed.load.ReadResult.FailureKind;

/**
 * One request of the mix; a write with all its attempts.
 *
 * @param dueNanos when it was due; latency counts from here
 */
public record MixRecord(MixKind kind, long dueNanos, long endedNanos, Result result) {
    /** How it ended for its user. */
    public sealed interface Result {
        record Done(String site) implements Result {}

        /** The service said what it does not do now: no seat is free, or not in the emergency profile. */
        record Told(String what) implements Result {}

        record Failed(FailureKind kind, String detail) implements Result {}
    }

    public long latencyNanos() {
        return endedNanos - dueNanos;
    }

    public boolean failed() {
        return result instanceof Result.Failed;
    }
}
