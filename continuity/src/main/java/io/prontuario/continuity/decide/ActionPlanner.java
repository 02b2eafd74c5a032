package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.Action;
import io.prontuario.continuity.model.CloudRole;
import io.prontuario.continuity.model.Observation.SiteCheck;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import io.prontuario.continuity.model.State.SiteState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Fourth phase: what has to be done for the recorded state. The same every round, so that a lost action is repeated. */
final class ActionPlanner {
    private ActionPlanner() {}

    static List<Action> actions(DecisionContext context, State next) {
        List<Action> actions = new ArrayList<>(6);
        boolean cloudStandsBy = context.policy.cloudStandsBy();
        boolean active = next.roles().cloud() == CloudRole.ACTIVE;
        if (cloudStandsBy && active) {
            actions.add(new Action.ScaleEmergency(CloudRole.ACTIVE)); // capacity before requests
        }
        Set<SiteName> routed = new HashSet<>();
        for (SiteName host : context.policy.hosts()) {
            if (!next.inUse(host)) {
                continue;
            }
            routed.add(host);
            SiteState site = next.site(host);
            if (!cloudStandsBy && unlatched(context, host, site)) {
                actions.add(new Action.Admit(host, site.bootId().get()));
            }
        }
        if (context.policy.cloud()) {
            routed.add(SiteName.CLOUD);
        }
        actions.add(new Action.Route(routed));
        if (cloudStandsBy && !active) {
            actions.add(new Action.ScaleEmergency(CloudRole.STANDBY));
        }
        if (cloudStandsBy) {
            DnsTargetPolicy.target(context, next).ifPresent(target -> actions.add(new Action.PointName(target)));
        }
        if (next.mode() != context.before.mode() || !next.active().equals(context.before.active())) {
            actions.add(new Action.Announce(
                    next.transitions().get(next.transitions().size() - 1)));
        }
        return actions;
    }

    /** The host answers with the boot that is admitted, and does not hold the latch yet. */
    private static boolean unlatched(DecisionContext context, SiteName host, SiteState site) {
        SiteCheck check = context.observation.sites().get(host);
        return check != null
                && !check.latched()
                && check.bootId().isPresent()
                && check.bootId().equals(site.bootId());
    }
}
