package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Observation.FrontDoorReport;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import io.prontuario.continuity.model.State.SiteState;
import io.prontuario.continuity.model.State.Transition;
import io.prontuario.continuity.model.State.TransitionTimes;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * When a transition was routed and when it was served, as later observations show it.
 *
 * <p>Rule: routed when a front door answers and none that answers would send requests to a host that is not in use; served when, besides,
 * one of them would send requests to the new active site, or, where no front door answers, that site's own check passes. Only the newest
 * transition is still being completed.
 */
public final class TransitionProgress {
    private TransitionProgress() {}

    /** The transition with the times that can be filled in now; the same object when there is none. */
    public static Transition complete(
            Policy policy, Transition transition, State next, Observation observation, Instant now) {
        TransitionTimes times = transition.times();
        boolean routed = times.routedAt().isEmpty() && routed(policy, next::inUse, observation);
        boolean served = times.servedAt().isEmpty()
                && transition.toSite().isPresent()
                && served(transition.toSite().get(), next, observation);
        if (!routed && !served) {
            return transition;
        }
        return new Transition(
                transition.from(),
                transition.to(),
                transition.fromSite(),
                transition.toSite(),
                transition.epoch(),
                transition.reason(),
                new TransitionTimes(
                        times.detectedAt(),
                        times.decidedAt(),
                        routed ? Optional.of(now) : times.routedAt(),
                        served ? Optional.of(now) : times.servedAt()));
    }

    /** Whether a front door answers, and none that answers would send requests to a host that is not in use. */
    public static boolean routed(Policy policy, Predicate<SiteName> inUse, Observation observation) {
        boolean answers = false;
        for (FrontDoorReport report : observation.frontDoors().values()) {
            if (!report.reachable()) {
                continue;
            }
            answers = true;
            for (SiteName host : policy.hosts()) {
                if (report.uses(host) && !inUse.test(host)) {
                    return false;
                }
            }
        }
        return answers;
    }

    private static boolean served(SiteName site, State next, Observation observation) {
        if (observation.anyFrontDoorUses(site)) {
            return true;
        }
        SiteState state = next.site(site);
        return !observation.anyFrontDoorAnswers() && state.lastResult() == CheckResult.SERVING;
    }
}
