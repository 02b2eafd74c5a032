package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.DrainRequest;
import io.prontuario.continuity.model.HandledRequest;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.State.SiteState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The drain of a host on request: begun once, taken back when the host is needed.
 *
 * @param sites after the drain began, if it did
 * @param handled the newest request that was handled, this round's included
 * @param begun whether a drain began in this round; a person's request, so it moves the active site in manual mode too
 */
record PlannedDrain(Map<SiteName, SiteState> sites, HandledRequest handled, boolean begun) {

    /** A drained host that is needed is admitted as if it had not been drained. */
    static Map<SiteName, SiteState> takeBack(DecisionContext context, Map<SiteName, SiteState> sites, boolean manual) {
        Map<SiteName, SiteState> changed = sites;
        for (SiteName host : context.policy.hosts()) {
            if (SiteState.in(changed, host).admission() == Admission.DRAINED
                    && context.rules.drainEligibility.needed(context.policy, host, changed, manual)) {
                changed = SiteState.withAdmission(changed, host, Admission.ADMITTED);
                context.allowed(
                        SafetyRule.DRAIN_CANCELLATION, "drain of " + host + " cancelled: no other host can serve");
            }
        }
        return changed;
    }

    /** Whether an active request keeps this host out. */
    static boolean keepsOut(DecisionContext context, SiteName host) {
        Optional<DrainRequest> request = context.policy.requests().drain();
        return request.isPresent()
                && request.get().host().equals(host)
                && request.get().isActive(context.before.drain(), context.now);
    }

    static PlannedDrain begin(DecisionContext context, Map<SiteName, SiteState> sites, Instant steady) {
        Optional<DrainRequest> asked = context.policy.requests().drain();
        HandledRequest before = context.before.drain();
        if (asked.isEmpty() || before.is(asked.get().id())) {
            return new PlannedDrain(sites, before, false);
        }
        DrainRequest request = asked.get();
        Optional<String> refusal = context.rules.drainEligibility.refusal(
                context.policy, request, sites, context.rateLimited(steady), context.now);
        if (refusal.isPresent()) {
            context.blocked(SafetyRule.DRAIN_ELIGIBILITY, "drain " + request.id() + " refused: " + refusal.get());
            return new PlannedDrain(sites, HandledRequest.refused(request.id(), refusal.get()), false);
        }
        context.allowed(
                SafetyRule.DRAIN_ELIGIBILITY,
                "drain " + request.id() + ": " + request.host() + " is drained until " + request.until());
        return new PlannedDrain(
                SiteState.withAdmission(sites, request.host(), Admission.DRAINED),
                HandledRequest.carriedOut(request.id(), request.host() + " is drained until " + request.until()),
                true);
    }
}
