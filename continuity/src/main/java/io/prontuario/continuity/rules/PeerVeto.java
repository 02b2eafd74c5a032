package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.Observation.FrontDoorReport;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Evidence;
import java.util.Map;
import java.util.Set;

/**
 * A host that another box's front door still uses is not dead, whatever one's own checks say.
 *
 * <p>Rule: while a reachable front door on a box other than the host itself says that it would send requests to the host, and
 * the present run of failures has lasted less than {@code unreadyAfter}, a dead-looking host is not decided failed. The veto
 * is bounded, because a front door with a broken check would otherwise hide a true death for ever (invariant 20).
 *
 * <p>Why: the prober's own link is the commonest cause of "everything is dead"; two independent observers turn 5 % loss from
 * a hundred false down-marks a day into less than one.
 */
public final class PeerVeto {
    private PeerVeto() {}

    public static boolean vetoes(
            Set<SafetyRule> guards,
            Policy policy,
            SiteName host,
            Evidence evidence,
            Map<String, FrontDoorReport> frontDoors) {
        if (!guards.contains(SafetyRule.PEER_VETO) || evidence.held().compareTo(policy.unreadyAfter()) >= 0) {
            return false;
        }
        for (Map.Entry<String, FrontDoorReport> box : frontDoors.entrySet()) {
            FrontDoorReport report = box.getValue();
            if (report.reachable()
                    && !box.getKey().equals(host.value())
                    && Boolean.TRUE.equals(report.serving().get(host))) {
                return true;
            }
        }
        return false;
    }

    /** Whether any front door answers and would send requests to the site now. */
    public static boolean anyServes(Observation seen, SiteName site) {
        for (FrontDoorReport report : seen.frontDoors().values()) {
            if (report.reachable() && Boolean.TRUE.equals(report.serving().get(site))) {
                return true;
            }
        }
        return false;
    }
}
