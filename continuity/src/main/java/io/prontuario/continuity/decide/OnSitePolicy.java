package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.Policy.Pause;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.SiteState;
import io.prontuario.continuity.rules.CloudAvailability;
import java.time.Instant;
import java.util.Map;

/** Second phase on site: which hosts are admitted, and so which mode and which active site. */
final class OnSitePolicy {
    private OnSitePolicy() {}

    /**
     * The order of the steps matters.
     *
     * <ol>
     *   <li>Lost hosts are withdrawn first, so that every later step knows which hosts are left.
     *   <li>A drained host that is needed now is taken back before any returned host is admitted: it is well and needs no window, and
     *       with it admitted nothing waives the window of a host that is not.
     *   <li>Returned hosts are admitted.
     *   <li>A drain begins after both, because it needs another host that is admitted now.
     *   <li>Mode and active site follow from the admissions.
     * </ol>
     *
     * <p>Each step returns the sites as they are after it.
     */
    static ProposedState propose(DecisionContext context, Observed observed) {
        if (context.paused()) {
            context.blocked(
                    SafetyRule.PAUSE, paused(context.policy.requests().pause().orElseThrow()));
            return ProposedState.unchanged(context.before, observed.sites(), observed.reports());
        }
        boolean manual = context.manualFailover();
        Instant steady = observed.clock().steady();
        CloudAvailability cloud =
                CloudAvailability.of(context.policy, observed.site(SiteName.CLOUD), context.observation);

        Map<SiteName, SiteState> remaining = manual ? observed.sites() : LostHosts.withdraw(context, observed.sites());
        Map<SiteName, SiteState> withNeeded = PlannedDrain.takeBack(context, remaining, manual);
        Map<SiteName, SiteState> admitted = Readmission.admit(context, withNeeded, cloud, steady);
        PlannedDrain drain = PlannedDrain.begin(context, admitted, steady);
        ProposedState proposed = new ActiveSiteSelection(context, drain, observed.reports(), cloud).propose();

        return manual && !drain.begun() ? reportOnly(context, proposed) : proposed;
    }

    static String paused(Pause pause) {
        return "paused until " + pause.until() + ": " + pause.reason();
    }

    /** In manual mode the active site stays, and with it the mode, unless only the mode changes among Full, Degraded and Failback. */
    private static ProposedState reportOnly(DecisionContext context, ProposedState proposed) {
        if (proposed.active().equals(context.before.active())) {
            return proposed;
        }
        context.blocked(
                SafetyRule.MANUAL_MODE, "failover.mode is Manual: " + proposed.reason() + "; a person has to decide");
        return ProposedState.unchanged(context.before, proposed.sites(), proposed.reports())
                .withDrain(proposed.drain());
    }
}
