package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.Observation.FrontDoorReport;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Evidence;
import java.util.Map;

/**
 * A host that another box's front door still uses is not dead, whatever the operator's own checks say.
 *
 * <p>Rule: while a reachable front door on a box other than the host itself says that it would send requests to the host, and the
 * present run of failures has lasted less than {@code unreadyAfter}, a dead-looking host is not decided failed. The veto is bounded,
 * because a front door with a broken check would otherwise hide a true death for ever.
 *
 * <p>Why: the prober's own link is the most common cause of "everything is dead"; two independent observers turn 5 % loss from a hundred
 * false down-marks a day into less than one.
 */
public class PeerVeto {
    PeerVeto() {}

    public boolean vetoes(Policy policy, SiteName host, Evidence evidence, Map<String, FrontDoorReport> frontDoors) {
        if (evidence.duration().compareTo(policy.windows().unreadyAfter()) >= 0) {
            return false;
        }
        for (Map.Entry<String, FrontDoorReport> box : frontDoors.entrySet()) {
            FrontDoorReport report = box.getValue();
            if (report.reachable() && !box.getKey().equals(host.value()) && report.uses(host)) {
                return true;
            }
        }
        return false;
    }
}
