package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Observation.FrontDoorReport;
import io.prontuario.continuity.model.Observation.Heartbeat;
import io.prontuario.continuity.model.Observation.SiteCheck;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import io.prontuario.continuity.model.State.Evidence;
import io.prontuario.continuity.model.State.SiteState;
import io.prontuario.continuity.rules.BootIdentity;
import io.prontuario.continuity.rules.CheckCounter;
import io.prontuario.continuity.rules.CheckCounter.Outcome;
import io.prontuario.continuity.rules.FailbackEligibility;
import io.prontuario.continuity.rules.HealthThresholds;
import io.prontuario.continuity.rules.StaleReportReset;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** First phase: fold what was seen into evidence and health. Decides nothing. */
final class HealthTracker {
    private HealthTracker() {}

    /** Every site of the policy, and the cloud's if there is one, with this round's checks counted. */
    static Map<SiteName, SiteState> sites(DecisionContext round) {
        Map<SiteName, SiteState> sites = new HashMap<>(8);
        for (SiteName host : round.policy.hosts()) {
            sites.put(host, site(round, host));
        }
        if (round.policy.cloud()) {
            sites.put(SiteName.CLOUD, site(round, SiteName.CLOUD));
        }
        return sites;
    }

    private static SiteState site(DecisionContext round, SiteName name) {
        SiteState before = round.before.sites().get(name);
        if (before == null) {
            before = SiteState.unseen(round.now);
        }
        SiteCheck check = round.seen.sites().get(name);
        if (check == null || !CheckCounter.isNew(round.guards, before.evidence(), check.sequence())) {
            return before;
        }
        boolean restarted = BootIdentity.restarted(before, check);
        Evidence evidence = CheckCounter.count(
                round.guards,
                restarted ? forgetSuccesses(before.evidence()) : before.evidence(),
                outcome(check.result()),
                check.sequence(),
                round.now,
                round.policy.probeInterval());
        Health health = HealthThresholds.judge(
                round.guards, round.policy, restarted ? notHealthy(before.health()) : before.health(), evidence);
        Optional<Instant> failingSince = evidence.failures() == 0
                ? Optional.empty()
                : before.failingSince().isPresent() ? before.failingSince() : Optional.of(round.now);
        return new SiteState(
                health,
                health == before.health() ? before.since() : round.now,
                failingSince,
                check.bootId().isPresent() ? check.bootId() : before.bootId(),
                BootIdentity.judge(round.guards, before, check),
                evidence,
                check.result(),
                check.detail());
    }

    /** A restarted host begins its window anew: what its earlier boot passed says nothing of this one. */
    private static Evidence forgetSuccesses(Evidence evidence) {
        return evidence.successes() == 0
                ? evidence
                : new Evidence(
                        evidence.lastSequence(), evidence.lastAt(), 0, 0, evidence.unknowns(), java.time.Duration.ZERO);
    }

    private static Health notHealthy(Health health) {
        return health == Health.HEALTHY ? Health.UNKNOWN : health;
    }

    private static Outcome outcome(CheckResult result) {
        return switch (result) {
            case SERVING -> Outcome.PASS;
            case UNREADY, DEAD -> Outcome.FAIL;
            case UNKNOWN -> Outcome.UNKNOWN;
        };
    }

    /** Per front door: does some host serve? */
    static Map<String, Evidence> frontDoors(DecisionContext round) {
        Map<String, FrontDoorReport> reports = round.seen.frontDoors();
        Map<String, Evidence> before = round.before.frontDoors();
        Map<String, Evidence> after = new HashMap<>(8);
        for (Map.Entry<String, FrontDoorReport> box : reports.entrySet()) {
            FrontDoorReport report = box.getValue();
            Evidence evidence = before.getOrDefault(box.getKey(), Evidence.none());
            if (CheckCounter.isNew(round.guards, evidence, report.sequence())) {
                evidence = CheckCounter.count(
                        round.guards,
                        StaleReportReset.believed(round.guards, round.policy, evidence),
                        report.reachable() ? servesAHost(round, report) : Outcome.UNKNOWN,
                        report.sequence(),
                        round.now,
                        round.policy.probeInterval());
            }
            after.put(box.getKey(), evidence);
        }
        return after;
    }

    private static Outcome servesAHost(DecisionContext round, FrontDoorReport report) {
        if (report.serving().isEmpty()) {
            return Outcome.UNKNOWN;
        }
        for (SiteName host : round.policy.hosts()) {
            if (Boolean.TRUE.equals(report.serving().get(host))) {
                return Outcome.PASS;
            }
        }
        return Outcome.FAIL;
    }

    /** The on-site operator's heartbeat; a round with news from a front door and none from the operator counts as silent. */
    static Evidence heartbeat(DecisionContext round, Map<String, Evidence> frontDoors) {
        Evidence before = round.before.heartbeat();
        Optional<Heartbeat> beat = round.seen.onsite();
        if (beat.isPresent() && beat.get().sequence() > before.lastSequence()) {
            Outcome says = FailbackEligibility.saysHostsServe(beat.get().mode()) ? Outcome.PASS : Outcome.FAIL;
            return CheckCounter.count(
                    round.guards, before, says, beat.get().sequence(), round.now, round.policy.probeInterval());
        }
        return news(round, frontDoors)
                ? new Evidence(
                        before.lastSequence(),
                        before.lastAt(),
                        before.failures(),
                        before.successes(),
                        before.unknowns() + 1,
                        before.held())
                : before;
    }

    /** Whether a front door was asked again since the last round. */
    static boolean news(DecisionContext round, Map<String, Evidence> frontDoors) {
        for (Map.Entry<String, Evidence> box : frontDoors.entrySet()) {
            Evidence before = round.before.frontDoors().get(box.getKey());
            if (before == null || before.lastSequence() != box.getValue().lastSequence()) {
                return true;
            }
        }
        return false;
    }

    /** The steady clock: at most one probe interval a round. */
    static Instant steady(DecisionContext round) {
        State before = round.before;
        return before.steady()
                .plus(CheckCounter.accrued(
                        round.guards, Optional.of(before.lastRound()), round.now, round.policy.probeInterval()));
    }
}
