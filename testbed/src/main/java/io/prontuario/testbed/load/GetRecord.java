package io.prontuario.testbed.load;

/**
 * One GET of the open loop.
 *
 * @param intendedNanos when it was due; latency counts from here, so a client or server that stalls cannot hide the
 *     requests that waited behind the stall (no coordinated omission)
 * @param finishedNanos when the answer was complete, or the failure known
 */
public record GetRecord(int number, long intendedNanos, long finishedNanos, ReadResult outcome) {
    public long latencyNanos() {
        return finishedNanos - intendedNanos;
    }

    public boolean failed() {
        return outcome instanceof ReadResult.Failed;
    }
}
