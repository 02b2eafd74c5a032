package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Observation.FrontDoorReport;
import io.prontuario.continuity.model.Observation.PublicSide;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Evidence;
import io.prontuario.continuity.model.State.SiteState;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The cloud takes over on positive evidence that no host serves, never on silence.
 *
 * <p>Rule: no host serves when (a) a front door that answers has said so {@code failureThreshold} times running and none that
 * answers says otherwise, or (b) every host is dead to the cloud's own checks while a front door answers and does not say
 * otherwise; or (c) neither way to the site carries anything: no front door answers, no host does, and the site is silent to
 * the public side too, while other things out there answer. Only one view silent: change nothing and say so.
 *
 * <p>Why: a cut between site and cloud looks from the cloud exactly like a dead hospital. Whoever answers over that cut is the
 * proof that it is none. A site that two ways that share nothing cannot reach is dead, or parted from its patients outside and
 * from the cloud alike: the public name moves, and nobody on site follows it.
 */
public final class TakeoverEvidence {
    private TakeoverEvidence() {}

    public enum Verdict {
        /** A front door that answers would send requests to a host. */
        HOST_SERVES,
        /** Positive evidence, past the thresholds. */
        NO_HOST_SERVES,
        /** Evidence is building up, or contradicts itself. */
        UNDECIDED,
        /** The front doors do not answer, though the hosts do. */
        FRONT_DOOR_SILENT,
        /** Neither front doors nor hosts answer: the connection to the site, or all of it. */
        ALL_SILENT
    }

    public static Verdict judge(
            Set<SafetyRule> guards,
            Policy policy,
            Observation seen,
            Map<String, Evidence> frontDoors,
            Map<SiteName, SiteState> sites) {
        boolean answers = false;
        boolean saysNone = false;
        for (Map.Entry<String, FrontDoorReport> box : seen.frontDoors().entrySet()) {
            if (!box.getValue().reachable()) {
                continue;
            }
            Evidence evidence = frontDoors.getOrDefault(box.getKey(), Evidence.none());
            answers = true;
            if (evidence.unknowns() >= policy.failureThreshold()) {
                continue; // it answers, but has not known for long: its last word is stale
            }
            if (evidence.successes() > 0) {
                return Verdict.HOST_SERVES;
            }
            saysNone |= evidence.failures() >= policy.failureThreshold();
        }
        boolean allDead = true;
        boolean allSilent = true;
        for (SiteName host : policy.hosts()) {
            SiteState site = SiteState.in(sites, host);
            // its own checks: what status remembers of a host's health is no evidence of a process that has just
            // started
            allDead &= HealthThresholds.fallen(guards, policy, site.health(), site.evidence())
                    && site.lastResult() == CheckResult.DEAD;
            allSilent &= site.health() != Health.HEALTHY;
        }
        if (!answers && guards.contains(SafetyRule.POSITIVE_EVIDENCE)) {
            if (allSilent && seen.publicSide().equals(Optional.of(PublicSide.SILENT))) {
                return Verdict.NO_HOST_SERVES;
            }
            return allSilent ? Verdict.ALL_SILENT : Verdict.FRONT_DOOR_SILENT;
        }
        return saysNone || allDead ? Verdict.NO_HOST_SERVES : Verdict.UNDECIDED;
    }
}
