package io.prontuario.workloads.api.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * An entry of the audit: an access that was allowed or denied.
 *
 * @param at time, truncated to microseconds
 * @param username the user
 * @param role the user's role
 * @param action the operation
 * @param patientId the patient concerned, if one
 * @param allowed whether access was allowed
 * @param detail for example the reason given, or the ids of a list
 * @param site the site
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
    /** Truncates the time to the database's resolution. */
    public AuditEntry {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /** Omits user and patient: entries must not end up in logs. */
    @Override
    public String toString() {
        return "AuditEntry[" + action + ", withheld]";
    }
}
