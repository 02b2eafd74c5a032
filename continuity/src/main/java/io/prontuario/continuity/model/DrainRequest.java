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
    /**
     * The newest request that was handled, so that none is carried out twice.
     *
     * @param begun false: it was refused
     */
    public record Handled(String id, boolean begun) {
        private static final Handled NONE = new Handled("", false);

        public static Handled none() {
            return NONE;
        }
    }

    /** Whether this request was begun and has not expired. */
    public boolean isActive(Handled newest, Instant now) {
        return newest.begun() && newest.id().equals(id) && now.isBefore(until);
    }
}
