package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.DrainRequest;
import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.SiteState;
import io.prontuario.continuity.model.WritePolicy.Verb;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A host is left on request only where another one takes over, and only as long as it is not needed.
 *
 * <p>Rule: before its time is over; another admitted host passes its checks now; for a drill, every host is admitted and Healthy and
 * the budget of role changes is not used up. Else it is refused, with the reason, and not tried again. While it runs the host stays
 * out, unless no other host is admitted any more (in manual mode: or none is well): then it is taken back at once, without a window,
 * because nothing was wrong with it. A host that fails while it is out is a failed host.
 *
 * <p>Why: nothing is broken yet. A rehearsal that sends the hospital to the cloud's fifty seats while a good host stands idle is an
 * outage that somebody scheduled.
 */
public final class DrainEligibility {
    private DrainEligibility() {}

    /** Why it is refused; empty: it may begin. */
    public static Optional<String> refusal(
            Set<SafetyRule> guards,
            Policy policy,
            DrainRequest leave,
            Map<SiteName, SiteState> sites,
            boolean damped,
            Instant now) {
        if (!policy.hosts().contains(leave.host())
                || !SiteState.in(sites, leave.host()).admitted()) {
            return Optional.of(leave.host() + " is not admitted: there is nothing to leave");
        }
        if (!guards.contains(SafetyRule.PLANNED_LEAVE)) {
            return Optional.empty();
        }
        if (!now.isBefore(leave.until())) {
            return Optional.of("its time is over");
        }
        boolean another = false;
        boolean complete = true;
        for (SiteName host : policy.hosts()) {
            SiteState site = SiteState.in(sites, host);
            another |= !host.equals(leave.host()) && ActiveSiteEligibility.passes(guards, site);
            complete &= site.admitted() && site.health() == Health.HEALTHY;
        }
        if (!another) {
            return Optional.of("no other host is admitted and passes its checks");
        }
        if (leave.verb() == Verb.DRILL && !complete) {
            return Optional.of("a host is missing: not a day to rehearse on");
        }
        return leave.verb() == Verb.DRILL && damped
                ? Optional.of("the budget of role changes is used up")
                : Optional.empty();
    }

    /** Whether this host, which was left, is needed: no other is admitted, or well where only a person gives hosts up. */
    public static boolean needed(
            Set<SafetyRule> guards, Policy policy, SiteName left, Map<SiteName, SiteState> sites, boolean manual) {
        if (!guards.contains(SafetyRule.BREAK_OFF)) {
            return false;
        }
        for (SiteName host : policy.hosts()) {
            SiteState site = SiteState.in(sites, host);
            if (!host.equals(left) && site.admitted() && !(manual && site.health() == Health.UNHEALTHY)) {
                return false;
            }
        }
        return true;
    }
}
