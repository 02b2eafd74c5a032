package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Observation.FrontDoorReport;
import io.prontuario.continuity.model.Observation.PublicSide;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Evidence;
import io.prontuario.continuity.model.State.SiteState;
import java.util.Map;
import java.util.Optional;

/**
 * The cloud takes over on positive evidence that no host serves, never on silence.
 *
 * <p>Rule: no host serves when (a) a front door that answers has said so {@code thresholds.failures} times running and none that answers
 * says otherwise, or (b) every host is dead to the cloud's own checks while a front door answers and does not say otherwise, or (c)
 * neither way to the site carries anything: no front door answers, no host does, and the site is silent to the public side too, while
 * other targets outside answer. Only one view silent: change nothing and say so.
 *
 * <p>Why: a cut between site and cloud looks from the cloud exactly like a dead hospital. A front door that answers over that path
 * proves that the path works. A site that two independent paths cannot reach is dead, or cut off from its patients outside and from the
 * cloud alike: the public name moves, and clients on site are not affected.
 */
public class TakeoverEvidence {
    private final HealthThresholds thresholds;

    TakeoverEvidence(HealthThresholds thresholds) {
        this.thresholds = thresholds;
    }

    /** What the cloud knows about the hosts. */
    public enum Finding {
        /** A front door that answers would send requests to a host. */
        HOST_SERVES,
        /** Positive evidence, past the thresholds. */
        NO_HOST_SERVES,
        /** Evidence is building up, or is contradictory. */
        UNDECIDED,
        /** The front doors do not answer, though hosts do. */
        FRONT_DOOR_SILENT,
        /** Neither front doors nor hosts answer: the connection to the site, or all of it. */
        ALL_SILENT
    }

    public Finding find(
            Policy policy, Observation observation, Map<String, Evidence> frontDoors, Map<SiteName, SiteState> sites) {
        boolean answers = false;
        boolean saysNone = false;
        for (Map.Entry<String, FrontDoorReport> box : observation.frontDoors().entrySet()) {
            if (!box.getValue().reachable()) {
                continue;
            }
            Evidence evidence = frontDoors.getOrDefault(box.getKey(), Evidence.none());
            answers = true;
            if (evidence.unknowns() >= policy.thresholds().failures()) {
                continue; // it answers, but has not known for long: its last report is stale
            }
            if (evidence.successes() > 0) {
                return Finding.HOST_SERVES;
            }
            saysNone |= evidence.failures() >= policy.thresholds().failures();
        }
        boolean allDead = true;
        boolean allSilent = true;
        for (SiteName host : policy.hosts()) {
            SiteState site = SiteState.in(sites, host);
            // its own checks: a health read back from status is no evidence of a process that has just started
            allDead &=
                    thresholds.fallen(policy, site.health(), site.evidence()) && site.lastResult() == CheckResult.DEAD;
            allSilent &= site.health() != Health.HEALTHY;
        }
        if (!answers) {
            return withoutFrontDoor(allSilent, allDead, observation);
        }
        return saysNone || allDead ? Finding.NO_HOST_SERVES : Finding.UNDECIDED;
    }

    /** No front door answers. Dead hosts alone prove nothing then: from here a cut looks the same. */
    Finding withoutFrontDoor(boolean allSilent, boolean allDead, Observation observation) {
        if (allSilent && observation.publicSide().equals(Optional.of(PublicSide.SILENT))) {
            return Finding.NO_HOST_SERVES;
        }
        return allSilent ? Finding.ALL_SILENT : Finding.FRONT_DOOR_SILENT;
    }
}
