package io.prontuario.workloads.api.audit;

/**
 * A difference between the audit and its hash chain.
 *
 * @param from sequence number of the first entry concerned
 * @param to sequence number of the last entry concerned
 * @param field changed column; {@code row} if entries are missing or were added
 * @param what what happened, as far as the hashes show
 */
public record AuditFault(long from, long to, String field, String what) {
    static AuditFault of(long seq, String field, String what) {
        return new AuditFault(seq, seq, field, what);
    }

    /** Readable form. */
    @Override
    public String toString() {
        return (from == to ? "entry " + from : "entries " + from + " to " + to) + ", " + field + ": " + what;
    }
}
