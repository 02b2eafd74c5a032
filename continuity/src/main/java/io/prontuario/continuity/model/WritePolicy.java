package io.prontuario.continuity.model;

import java.time.Instant;
import java.util.Optional;

/**
 * The part of the spec that decides who may write the record.
 *
 * @param cloudMayWrite whether a database in the cloud may be promoted after a site disaster
 * @param witness whether there is a WAL witness on the edge: a platform without one does not miss it
 * @param request a planned change of the writer, if a person or the drill schedule asks for one
 */
public record WritePolicy(boolean cloudMayWrite, boolean witness, Optional<Request> request) {
    /** With a witness. */
    public WritePolicy(boolean cloudMayWrite, Optional<Request> request) {
        this(cloudMayWrite, true, request);
    }

    /**
     * A planned change is distinct from failover: the present writer is demoted first, nothing is lost, and it may be refused.
     *
     * @param id of this request; each is carried out or refused once
     * @param to a host, or the cloud
     * @param until refused afterwards: no wait without an end
     */
    public record Request(String id, PlannedChangeKind kind, SiteName to, Instant until) {}
}
