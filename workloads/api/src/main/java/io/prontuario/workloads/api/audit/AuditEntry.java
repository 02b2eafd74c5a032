package io.prontuario.workloads.api.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Something that somebody did, or was refused.
 *
 * @param at when, to the microsecond
 * @param username who
 * @param role as what
 * @param action the operation
 * @param patientId to whose record
 * @param allowed whether it was let through
 * @param detail for example the reason given, or the ids of a list
 * @param site where
 */
public record AuditEntry(
        Instant at,
        String username,
        String role,
        String action,
        Optional<Integer> patientId,
        boolean allowed,
        String detail,
        String site) {
    /** Cuts the time to what the database keeps. */
    public AuditEntry {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /** Says nothing of whom it is about: entries must not end up in logs. */
    @Override
    public String toString() {
        return "AuditEntry[" + action + ", withheld]";
    }
}
