package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.State.SiteState;
import java.util.Map;

/** Withdraws the admission of hosts that are lost. */
final class LostHosts {
    private LostHosts() {}

    /** The sites after every lost host has been decided failed. A drained host that fails while it is drained is a failed host too. */
    static Map<SiteName, SiteState> withdraw(DecisionContext context, Map<SiteName, SiteState> sites) {
        Map<SiteName, SiteState> remaining = sites;
        for (SiteName host : context.policy.hosts()) {
            SiteState site = SiteState.in(remaining, host);
            boolean inService = site.admitted() || site.admission() == Admission.DRAINED;
            if (inService && lost(context, remaining, host, site)) {
                remaining = SiteState.withAdmission(remaining, host, Admission.FAILED);
            }
        }
        return remaining;
    }

    /** Past the failure threshold, and no rule has a reason to wait. */
    private static boolean lost(
            DecisionContext context, Map<SiteName, SiteState> sites, SiteName host, SiteState site) {
        if (!context.rules.healthThresholds.fallen(context.policy, site.health(), site.evidence())) {
            return false;
        }
        if (!context.rules.unreadyGracePeriod.passed(context.policy, site, anotherPasses(context, sites, host))) {
            context.blocked(
                    SafetyRule.UNREADY_GRACE_PERIOD,
                    host + " is alive but unready and no other host passes its checks: withdrawn in "
                            + DurationText.of(context.policy
                                    .windows()
                                    .unreadyAfter()
                                    .minus(site.evidence().duration()))
                            + " unless it recovers");
            return false;
        }
        if (site.lastResult() == CheckResult.DEAD
                && context.rules.peerVeto.vetoes(
                        context.policy, host, site.evidence(), context.observation.frontDoors())) {
            context.blocked(
                    SafetyRule.PEER_VETO, host + " fails this operator's checks but a front door still uses it");
            return false;
        }
        return true;
    }

    /** A drained host counts: it is taken back when this host is withdrawn. */
    private static boolean anotherPasses(DecisionContext context, Map<SiteName, SiteState> sites, SiteName host) {
        for (SiteName other : context.policy.hosts()) {
            SiteState site = SiteState.in(sites, other);
            SiteState asIfAdmitted =
                    site.admission() == Admission.DRAINED ? site.withAdmission(Admission.ADMITTED) : site;
            if (!other.equals(host) && context.rules.activeSiteEligibility.passes(asIfAdmitted)) {
                return true;
            }
        }
        return false;
    }
}
