package io.prontuario.continuity.model;

import java.time.Instant;

/**
 * A request to drain a healthy host, made by a person or by the drill schedule. Distinct from failover: it may be refused, it is
 * cancelled when the host is needed, and it expires.
 *
 * @param id of this request; each is begun or refused once
 * @param host to drain
 * @param until the request is refused from then on, and ends then if it was begun
 */
public record DrainRequest(String id, PlannedChangeKind kind, SiteName host, Instant until) {
    /** Whether this request was begun and has not expired. */
    public boolean isActive(HandledRequest newest, Instant now) {
        return newest.begun() && newest.is(id) && now.isBefore(until);
    }
}
