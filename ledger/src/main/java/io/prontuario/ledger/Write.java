package io.prontuario.ledger;

/**
 * One write of a client, with all its attempts: each has the same key, so they must have one effect together.
 *
 * @param key identifies the write in the record
 * @param kind for example {@code encounter}; a source of the evaluation knows some kinds only
 * @param attempts how often it was sent
 */
public record Write(String key, String kind, Times times, int attempts, WriteOutcome outcome) {
    /**
     * @param due when it had to start; its latency counts from here, so that waiting behind a stall is not hidden
     * @param sent when its first attempt began
     * @param ended when its client knew the outcome, or gave up
     */
    public record Times(long due, long sent, long ended) {
        public long latency() {
            return ended - due;
        }
    }

    public boolean acknowledged() {
        return outcome instanceof WriteOutcome.Acknowledged;
    }
}
