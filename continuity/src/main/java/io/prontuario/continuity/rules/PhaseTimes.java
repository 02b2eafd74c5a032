package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Observation.FrontDoorReport;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.SiteState;
import io.prontuario.continuity.model.State.Transition;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * When a transition was routed and when it was served, as later observations show it.
 *
 * <p>Rule: routed when a front door answers and none that answers would send requests to a host that is not admitted; served
 * when, besides, one of them would send requests to the new active site, or, where no front door reports, that site's own
 * check passes. Only the newest transition is still being completed.
 */
public final class PhaseTimes {
    private PhaseTimes() {}

    public static Transition complete(
            Policy policy, Transition transition, Map<SiteName, SiteState> sites, Observation seen, Instant now) {
        if (transition.routedAt().isPresent() && transition.servedAt().isPresent()) {
            return transition;
        }
        Optional<Instant> routed = transition.routedAt();
        if (routed.isEmpty() && routed(policy, sites, seen)) {
            routed = Optional.of(now);
        }
        Optional<Instant> served = transition.servedAt();
        if (served.isEmpty()
                && transition.toSite().isPresent()
                && served(transition.toSite().get(), sites, seen)) {
            served = Optional.of(now);
        }
        if (routed.equals(transition.routedAt()) && served.equals(transition.servedAt())) {
            return transition;
        }
        return new Transition(
                transition.from(),
                transition.to(),
                transition.fromSite(),
                transition.toSite(),
                transition.epoch(),
                transition.reason(),
                transition.detectedAt(),
                transition.decidedAt(),
                routed,
                served);
    }

    /** A front door answers, and none that answers would send requests to a host that is not admitted. */
    public static boolean routed(Policy policy, Map<SiteName, SiteState> sites, Observation seen) {
        boolean answers = false;
        for (FrontDoorReport report : seen.frontDoors().values()) {
            if (!report.reachable()) {
                continue;
            }
            answers = true;
            for (SiteName host : policy.hosts()) {
                if (Boolean.TRUE.equals(report.serving().get(host))
                        && !SiteState.in(sites, host).admitted()) {
                    return false;
                }
            }
        }
        return answers;
    }

    private static boolean served(SiteName site, Map<SiteName, SiteState> sites, Observation seen) {
        boolean answers = false;
        for (FrontDoorReport report : seen.frontDoors().values()) {
            if (report.reachable()) {
                answers = true;
                if (Boolean.TRUE.equals(report.serving().get(site))) {
                    return true;
                }
            }
        }
        SiteState state = SiteState.in(sites, site);
        return !answers && state.lastResult() == CheckResult.SERVING;
    }
}
