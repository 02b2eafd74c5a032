package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.Observation.FrontDoorReport;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.State.Evidence;
import java.util.Map;
import java.util.Set;

/**
 * The cloud hands back to a site that is stable.
 *
 * <p>Rule: a front door that answers has said {@code successThreshold} times running that a host serves, and either the on-site
 * operator's heartbeat, still beating, says Full, Degraded or Failback (it has watched the hosts for the window already), or
 * the front door has said so for the whole {@code stabilization}.
 *
 * <p>Why: the public name and the cloud's size follow. Moving them back on the first good report is how a returning site is
 * buried under the load that killed it.
 */
public final class FailbackEligibility {
    private FailbackEligibility() {}

    public static boolean passed(
            Set<SafetyRule> guards,
            Policy policy,
            Observation seen,
            Map<String, Evidence> frontDoors,
            Evidence heartbeat) {
        for (Map.Entry<String, FrontDoorReport> box : seen.frontDoors().entrySet()) {
            Evidence evidence = frontDoors.getOrDefault(box.getKey(), Evidence.none());
            if (!box.getValue().reachable() || evidence.successes() == 0) {
                continue;
            }
            if (!guards.contains(SafetyRule.SITE_RETURN)) {
                return true;
            }
            if (evidence.successes() >= policy.successThreshold()
                    && (vouched(policy, seen, heartbeat) || evidence.held().compareTo(policy.stabilization()) >= 0)) {
                return true;
            }
        }
        return false;
    }

    private static boolean vouched(Policy policy, Observation seen, Evidence heartbeat) {
        return beats(policy, heartbeat)
                && heartbeat.successes() > 0
                && seen.onsite().map(beat -> saysHostsServe(beat.mode())).orElse(false);
    }

    /** Whether the heartbeat still rises. */
    public static boolean beats(Policy policy, Evidence heartbeat) {
        return heartbeat.lastSequence() >= 0 && heartbeat.unknowns() < policy.failureThreshold();
    }

    /** What the on-site operator's mode says of the hosts. */
    public static boolean saysHostsServe(Mode mode) {
        return switch (mode) {
            case FULL, DEGRADED, FAILBACK -> true;
            case EMERGENCY, OUTAGE -> false;
        };
    }
}
