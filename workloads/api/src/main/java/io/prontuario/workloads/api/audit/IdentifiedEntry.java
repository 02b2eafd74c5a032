package io.prontuario.workloads.api.audit;

import java.util.UUID;

/**
 * An entry with an id, by which it is appended once although it may be sent twice.
 *
 * @param id random
 */
record IdentifiedEntry(UUID id, AuditEntry entry) {
    static IdentifiedEntry of(AuditEntry entry) {
        return new IdentifiedEntry(UUID.randomUUID(), entry);
    }
}
