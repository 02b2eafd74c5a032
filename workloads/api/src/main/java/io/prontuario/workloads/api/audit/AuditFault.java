package io.prontuario.workloads.api.audit;

/**
 * Something that is not as it was written.
 *
 * @param from number of the first entry that it concerns
 * @param to number of the last
 * @param field column that was changed; {@code row} when whole entries are missing or too many
 * @param what happened, as far as the hashes tell
 */
public record AuditFault(long from, long to, String field, String what) {
    static AuditFault of(long seq, String field, String what) {
        return new AuditFault(seq, seq, field, what);
    }

    /** For a person. */
    @Override
    public String toString() {
        return (from == to ? "entry " + from : "entries " + from + " to " + to) + ", " + field + ": " + what;
    }
}
