package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.DrainRequest;
import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.PlannedChangeKind;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.SiteState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A host is drained on request only while another one serves, and only as long as it is not needed.
 *
 * <p>Rule: the request has not expired; another admitted host passes its checks now; for a drill, every host is admitted and Healthy and
 * the allowed number of role changes is not used up. Else it is refused, with the reason, and not tried again. While it runs the host
 * stays out, unless no other host is admitted any more (in manual mode: or none is well): then it is taken back at once, without a
 * window, because nothing was wrong with it. A host that fails while it is drained is a failed host.
 *
 * <p>Why: nothing is broken yet. A drill that sends the hospital to the cloud's fifty seats while a good host stands idle is a planned
 * outage.
 */
public class DrainEligibility {
    private final ActiveSiteEligibility eligibility;

    DrainEligibility(ActiveSiteEligibility eligibility) {
        this.eligibility = eligibility;
    }

    /** Why the request is refused; empty: the drain may begin. */
    public Optional<String> refusal(
            Policy policy, DrainRequest request, Map<SiteName, SiteState> sites, boolean rateLimited, Instant now) {
        Optional<String> nothingToDrain = nothingToDrain(policy, request, sites);
        if (nothingToDrain.isPresent()) {
            return nothingToDrain;
        }
        if (!now.isBefore(request.until())) {
            return Optional.of("the request has expired");
        }
        boolean another = false;
        boolean complete = true;
        for (SiteName host : policy.hosts()) {
            SiteState site = SiteState.in(sites, host);
            another |= !host.equals(request.host()) && eligibility.passes(site);
            complete &= site.admitted() && site.health() == Health.HEALTHY;
        }
        if (!another) {
            return Optional.of("no other host is admitted and passes its checks");
        }
        if (request.kind() == PlannedChangeKind.DRILL && !complete) {
            return Optional.of("a drill needs every host admitted and healthy");
        }
        return request.kind() == PlannedChangeKind.DRILL && rateLimited
                ? Optional.of("the allowed number of role changes is used up")
                : Optional.empty();
    }

    static Optional<String> nothingToDrain(Policy policy, DrainRequest request, Map<SiteName, SiteState> sites) {
        return policy.hosts().contains(request.host())
                        && SiteState.in(sites, request.host()).admitted()
                ? Optional.empty()
                : Optional.of(request.host() + " is not admitted, so there is nothing to drain");
    }

    /** Whether this drained host is needed: no other is admitted, or well where only a person takes hosts out. */
    public boolean needed(Policy policy, SiteName drained, Map<SiteName, SiteState> sites, boolean manual) {
        for (SiteName host : policy.hosts()) {
            SiteState site = SiteState.in(sites, host);
            if (!host.equals(drained) && site.admitted() && !(manual && site.health() == Health.UNHEALTHY)) {
                return false;
            }
        }
        return true;
    }
}
