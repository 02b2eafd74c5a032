package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.Observation.FrontDoorReport;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.State.Evidence;
import io.prontuario.continuity.model.State.ReportEvidence;
import java.util.Map;

/**
 * The cloud hands back to a site that has been stable.
 *
 * <p>Rule: a front door that answers has said {@code thresholds.successes} times running that a host serves, and either the on-site
 * operator's heartbeat, still rising, says Full, Degraded or Failback (it has observed the hosts for the window already), or the front
 * door has said so for the whole {@code stabilization}.
 *
 * <p>Why: the public name and the cloud's size follow. Moving them back on the first good report buries a returning site under the load
 * that made it fail.
 */
public class FailbackEligibility {
    FailbackEligibility() {}

    public boolean passes(Policy policy, Observation observation, ReportEvidence reports) {
        for (Map.Entry<String, FrontDoorReport> box : observation.frontDoors().entrySet()) {
            Evidence evidence = reports.frontDoors().getOrDefault(box.getKey(), Evidence.none());
            if (box.getValue().reachable()
                    && evidence.successes() > 0
                    && stable(policy, observation, evidence, reports.heartbeat())) {
                return true;
            }
        }
        return false;
    }

    boolean stable(Policy policy, Observation observation, Evidence frontDoor, Evidence heartbeat) {
        return frontDoor.successes() >= policy.thresholds().successes()
                && (confirmedOnSite(policy, observation, heartbeat)
                        || frontDoor.duration().compareTo(policy.windows().stabilization()) >= 0);
    }

    private static boolean confirmedOnSite(Policy policy, Observation observation, Evidence heartbeat) {
        return heartbeatRises(policy, heartbeat)
                && heartbeat.successes() > 0
                && observation.onsite().map(beat -> saysHostsServe(beat.mode())).orElse(false);
    }

    /** Whether the on-site operator's heartbeat still rises. */
    public static boolean heartbeatRises(Policy policy, Evidence heartbeat) {
        return heartbeat.lastSequence() >= 0
                && heartbeat.unknowns() < policy.thresholds().failures();
    }

    /** What the on-site operator's mode says about the hosts. */
    public static boolean saysHostsServe(Mode mode) {
        return switch (mode) {
            case FULL, DEGRADED, FAILBACK -> true;
            case EMERGENCY, OUTAGE -> false;
        };
    }
}
