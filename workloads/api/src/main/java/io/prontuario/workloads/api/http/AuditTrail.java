package io.prontuario.workloads.api.http;

import io.prontuario.workloads.api.access.Principal;
import io.prontuario.workloads.api.audit.AuditEntry;
import io.prontuario.workloads.api.audit.AuditLog;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Writes audit entries about requests of this site.
 *
 * @param site recorded with every entry
 */
record AuditTrail(AuditLog log, String site) {
    /** Appends an entry; the result completes once the entry is committed. */
    CompletionStage<Void> append(
            Principal principal, String action, Optional<Integer> patientId, boolean allowed, String detail) {
        return log.append(new AuditEntry(
                Instant.now(),
                principal.username(),
                principal.role().wireName(),
                action,
                patientId,
                allowed,
                detail,
                site));
    }
}
