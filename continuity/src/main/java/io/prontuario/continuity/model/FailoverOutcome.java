package io.prontuario.continuity.model;

import java.util.Map;

/**
 * What the write authority is told of the failover decision that was made before it. The failover decider is told nothing in return.
 *
 * @param policy that was decided by
 * @param sites hosts and cloud, with admissions as decided
 * @param cloudRole the cloud's role as decided
 * @param paused no automatic change is allowed
 * @param rateLimited the allowed number of role changes is used up
 */
public record FailoverOutcome(
        Policy policy, Map<SiteName, State.SiteState> sites, CloudRole cloudRole, boolean paused, boolean rateLimited) {
    public FailoverOutcome {
        sites = Map.copyOf(sites);
    }

    /** What is known of one site. */
    public State.SiteState site(SiteName name) {
        return State.SiteState.in(sites, name);
    }
}
