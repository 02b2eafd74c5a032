package io.prontuario.continuity.model;

import java.time.Instant;
import java.util.Optional;

/**
 * The part of the spec that decides who may write.
 *
 * @param cloudMayWrite whether a site disaster may be answered by a promotion in the cloud
 * @param request a planned change, if a person or a schedule asks for one
 */
public record WritePolicy(boolean cloudMayWrite, Optional<Request> request) {
    /** A planned change is another verb than failover: nothing is lost, the holder lets go first, and it may be refused. */
    public enum Verb {
        SWITCHOVER,
        DRILL
    }

    /**
     * @param id of this request; each is carried out or refused once
     * @param to a host, or the cloud
     * @param until refused afterwards: no wait without an end
     */
    public record Request(String id, Verb verb, SiteName to, Instant until) {}
}
