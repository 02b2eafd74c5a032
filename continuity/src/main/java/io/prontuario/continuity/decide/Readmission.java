package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Observation.SiteCheck;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.State.SiteState;
import io.prontuario.continuity.rules.CloudAvailability;
import io.prontuario.continuity.rules.RoleChangeRateLimit;
import io.prontuario.continuity.rules.Stabilization;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Admits returned hosts: observed for the whole window, allowed back by policy, within the rate limit of role changes. */
final class Readmission {
    private final DecisionContext context;
    private final Instant steady;
    private final boolean waived;

    private Readmission(DecisionContext context, Instant steady, boolean waived) {
        this.context = context;
        this.steady = steady;
        this.waived = waived;
    }

    /** The sites after every host that may be admitted has been. */
    static Map<SiteName, SiteState> admit(
            DecisionContext context, Map<SiteName, SiteState> sites, CloudAvailability cloud, Instant steady) {
        boolean waived = context.rules.totalOutageBypass.applies(anyAdmitted(context, sites), cloud);
        Readmission readmission = new Readmission(context, steady, waived);
        Map<SiteName, SiteState> changed = sites;
        for (SiteName host : context.policy.hosts()) {
            SiteState site = SiteState.in(changed, host);
            if (!site.admitted() && site.health() == Health.HEALTHY && readmission.mayAdmit(changed, host, site)) {
                changed = SiteState.withAdmission(changed, host, Admission.ADMITTED);
            }
        }
        return changed;
    }

    private static boolean anyAdmitted(DecisionContext context, Map<SiteName, SiteState> sites) {
        for (SiteName host : context.policy.hosts()) {
            if (SiteState.in(sites, host).admitted()) {
                return true;
            }
        }
        return false;
    }

    private boolean mayAdmit(Map<SiteName, SiteState> sites, SiteName host, SiteState site) {
        if (!latchable(host, site)) {
            context.blocked(
                    SafetyRule.STABILIZATION,
                    host + " is healthy but its agent does not report a boot id; start the agent on " + host);
            return false;
        }
        if (waived) {
            context.allowed(
                    SafetyRule.TOTAL_OUTAGE_BYPASS,
                    host + " is healthy and no other site serves: admitted without waiting");
            return true;
        }
        if (PlannedDrain.keepsOut(context, host) && anyAdmitted(context, sites)) {
            context.blocked(
                    SafetyRule.DRAIN_ELIGIBILITY,
                    host + " is drained on request; it is admitted when the drain ends or when it is needed");
            return false;
        }
        if (!context.rules.stabilization.passed(context.policy, site)) {
            context.blocked(
                    SafetyRule.STABILIZATION,
                    host + " is healthy again and is observed for "
                            + DurationText.of(Stabilization.remaining(context.policy, site))
                            + " more before it is admitted");
            return false;
        }
        boolean returned = site.admission() != Admission.NEVER && site.admission() != Admission.DRAINED;
        if (returned && context.rules.manualMode.blocksFailback(context.policy)) {
            context.blocked(
                    SafetyRule.MANUAL_MODE,
                    "failover.failback.mode is Manual: " + host + " is stable; admit it on the host to use it again");
            return false;
        }
        if (movesTheRole(sites, host) && context.rateLimited(steady)) {
            context.blocked(
                    SafetyRule.ROLE_CHANGE_RATE_LIMIT,
                    host + " is stable, but the " + context.policy.rateLimit().changes()
                            + " role changes allowed in "
                            + DurationText.of(context.policy.rateLimit().window())
                            + " are used up; next in "
                            + DurationText.of(RoleChangeRateLimit.remaining(
                                    context.policy, context.before.roleChanges(), steady)));
            return false;
        }
        return true;
    }

    /** A host that reports boot ids must report one now, or its admission could not be latched on it. */
    private boolean latchable(SiteName host, SiteState site) {
        SiteCheck check = context.observation.sites().get(host);
        return site.bootId().isEmpty() || (check != null && check.bootId().equals(site.bootId()));
    }

    /** Whether admitting this host moves the active site away from a site that serves. */
    private boolean movesTheRole(Map<SiteName, SiteState> sites, SiteName host) {
        Optional<SiteName> active = context.before.active();
        if (active.isEmpty()) {
            return false;
        }
        for (SiteName other : context.policy.hosts()) {
            if (other.equals(host)) {
                return !active.get().equals(host);
            }
            if (SiteState.in(sites, other).admitted()) {
                return false;
            }
        }
        return false;
    }
}
