package io.prontuario.continuity.model;

import java.time.Instant;

/**
 * A person, or a calendar, asks that a host serve nothing for a while, with nothing broken: another verb than failover. It may be
 * refused, it is broken off when the host is needed, and it ends.
 *
 * @param id of this request; each is begun or refused once
 * @param verb SWITCHOVER: a person wants the host free; DRILL: a rehearsal, which asks for more
 * @param host that is to be left
 * @param until refused from then on, and over if it was begun
 */
public record DrainRequest(String id, WritePolicy.Verb verb, SiteName host, Instant until) {
    /**
     * The newest request that was looked at, so that none is carried out twice.
     *
     * @param begun false: it was refused
     */
    public record Handled(String id, boolean begun) {
        private static final Handled NONE = new Handled("", false);

        public static Handled none() {
            return NONE;
        }
    }

    /** Whether this one was begun and its time is not over. */
    public boolean runs(Handled newest, Instant now) {
        return newest.begun() && newest.id().equals(id) && now.isBefore(until);
    }
}
