package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Observation.SiteCheck;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.State.SiteState;
import io.prontuario.continuity.rules.CloudAvailability;
import io.prontuario.continuity.rules.DrainEligibility;
import io.prontuario.continuity.rules.ManualMode;
import io.prontuario.continuity.rules.RoleChangeRateLimit;
import io.prontuario.continuity.rules.Stabilization;
import io.prontuario.continuity.rules.TotalOutageBypass;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Admits returned hosts: watched for the whole window, allowed back by policy, within the budget of role changes. */
final class Readmission {
    private final DecisionContext round;
    private final Map<SiteName, SiteState> sites;
    private final CloudAvailability.Answer cloud;
    private final PlannedDrain leaving;

    Readmission(
            DecisionContext round,
            Map<SiteName, SiteState> sites,
            CloudAvailability.Answer cloud,
            PlannedDrain leaving) {
        this.round = round;
        this.sites = sites;
        this.cloud = cloud;
        this.leaving = leaving;
    }

    void admitReturnedHosts(Instant steady) {
        boolean waived = TotalOutageBypass.waives(round.guards, anyAdmitted(), cloud);
        for (SiteName host : round.policy.hosts()) {
            SiteState site = SiteState.in(sites, host);
            if (!site.admitted() && site.health() == Health.HEALTHY && mayAdmit(host, site, waived, steady)) {
                sites.put(host, site.withAdmission(Admission.ADMITTED));
            }
        }
    }

    private boolean anyAdmitted() {
        for (SiteName host : round.policy.hosts()) {
            if (SiteState.in(sites, host).admitted()) {
                return true;
            }
        }
        return false;
    }

    private boolean mayAdmit(SiteName host, SiteState site, boolean waived, Instant steady) {
        if (!latchable(host, site)) {
            round.held(
                    Stabilization.class,
                    host + " is healthy but its agent does not say which boot it is in; start its agent");
            return false;
        }
        if (waived) {
            round.allowed(
                    TotalOutageBypass.class, host + " is healthy and nothing else serves: admitted without waiting");
            return true;
        }
        if (leaving.holds(host) && anyAdmitted()) {
            round.held(
                    DrainEligibility.class,
                    host + " is left on request; it comes back when that is over, or when needed");
            return false;
        }
        if (!Stabilization.passed(round.guards, round.policy, site)) {
            round.held(
                    Stabilization.class,
                    host + " is back and watched: " + Stabilization.remaining(round.policy, site) + " left");
            return false;
        }
        boolean returned = site.admission() != Admission.NEVER && site.admission() != Admission.LEFT;
        if (returned && ManualMode.holdsFailback(round.guards, round.policy)) {
            round.held(
                    ManualMode.class,
                    "failover.failback.mode is Manual: " + host
                            + " is stable; admit it on the host when it should serve");
            return false;
        }
        if (movesTheRole(host)
                && !RoleChangeRateLimit.allows(round.guards, round.policy, round.before.roleChanges(), steady)) {
            round.held(
                    RoleChangeRateLimit.class,
                    host + " is stable, but " + round.policy.maxRoleChanges() + " role changes in "
                            + round.policy.dampingWindow() + " are used up; next in "
                            + RoleChangeRateLimit.remaining(round.policy, round.before.roleChanges(), steady));
            return false;
        }
        return true;
    }

    /** A host that reports boot ids must report one now, or its admission could not be latched on it. */
    private boolean latchable(SiteName host, SiteState site) {
        SiteCheck check = round.seen.sites().get(host);
        return site.bootId().isEmpty() || (check != null && check.bootId().equals(site.bootId()));
    }

    /** Whether admitting this host moves the role away from a site that serves. */
    private boolean movesTheRole(SiteName host) {
        Optional<SiteName> active = round.before.active();
        if (active.isEmpty()) {
            return false;
        }
        for (SiteName other : round.policy.hosts()) {
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
