package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.Action;
import io.prontuario.continuity.model.Observation.SiteCheck;
import io.prontuario.continuity.model.OperatorRole;
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

    static List<Action> actions(DecisionContext round, State next) {
        List<Action> actions = new ArrayList<>(6);
        boolean cloudDecides = round.policy.operatorRole() == OperatorRole.CLOUD
                && !round.policy.hosts().isEmpty();
        boolean takenOver = cloudDecides && CloudTakeoverPolicy.takenOver(next.mode());
        if (takenOver) {
            actions.add(new Action.ScaleEmergency(true)); // capacity before requests
        }
        Set<SiteName> routed = new HashSet<>();
        for (SiteName host : round.policy.hosts()) {
            SiteState site = next.site(host);
            if (!site.admitted()) {
                continue;
            }
            routed.add(host);
            if (!cloudDecides && unlatched(round, host, site)) {
                actions.add(new Action.Admit(host, site.bootId().get()));
            }
        }
        if (round.policy.cloud()) {
            routed.add(SiteName.CLOUD);
        }
        actions.add(new Action.Route(routed));
        if (cloudDecides && !takenOver) {
            actions.add(new Action.ScaleEmergency(false));
        }
        if (cloudDecides) {
            DnsTargetPolicy.target(round, next).ifPresent(target -> actions.add(new Action.PointName(target)));
        }
        if (next.mode() != round.before.mode() || !next.active().equals(round.before.active())) {
            actions.add(new Action.Announce(
                    next.transitions().get(next.transitions().size() - 1)));
        }
        return actions;
    }

    /** The host answers with the boot that is admitted, and does not hold the latch yet. */
    private static boolean unlatched(DecisionContext round, SiteName host, SiteState site) {
        SiteCheck check = round.seen.sites().get(host);
        return check != null
                && !check.latched()
                && check.bootId().isPresent()
                && check.bootId().equals(site.bootId());
    }
}
