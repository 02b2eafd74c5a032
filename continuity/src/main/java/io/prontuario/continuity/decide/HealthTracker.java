package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Observation.FrontDoorReport;
import io.prontuario.continuity.model.Observation.Heartbeat;
import io.prontuario.continuity.model.Observation.SiteCheck;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Clock;
import io.prontuario.continuity.model.State.Evidence;
import io.prontuario.continuity.model.State.ReportEvidence;
import io.prontuario.continuity.model.State.SiteState;
import io.prontuario.continuity.rules.BootIdentity;
import io.prontuario.continuity.rules.CheckCounter.Result;
import io.prontuario.continuity.rules.FailbackEligibility;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** First phase: counts what was observed as evidence, and derives health. Decides nothing. */
final class HealthTracker {
    private HealthTracker() {}

    static Observed observe(DecisionContext context) {
        Map<String, Evidence> frontDoors = frontDoors(context);
        ReportEvidence before = context.before.reports();
        return new Observed(
                sites(context),
                new ReportEvidence(
                        frontDoors,
                        heartbeat(context, frontDoors),
                        before.noHostServes(),
                        before.preference(),
                        before.used()),
                new Clock(steady(context), context.now));
    }

    private static Map<SiteName, SiteState> sites(DecisionContext context) {
        Map<SiteName, SiteState> sites = new HashMap<>(8);
        for (SiteName host : context.policy.hosts()) {
            sites.put(host, site(context, host));
        }
        if (context.policy.cloud()) {
            sites.put(SiteName.CLOUD, site(context, SiteName.CLOUD));
        }
        return sites;
    }

    private static SiteState site(DecisionContext context, SiteName name) {
        SiteState before = context.before.sites().get(name);
        if (before == null) {
            before = SiteState.unseen(context.now);
        }
        SiteCheck check = context.observation.sites().get(name);
        if (check == null || !context.rules.checkCounter.isNew(before.evidence(), check.sequence())) {
            return before;
        }
        boolean restarted = BootIdentity.restarted(before, check);
        Evidence evidence = context.rules.checkCounter.count(
                restarted ? withoutSuccesses(before.evidence()) : before.evidence(),
                result(check.result()),
                check.sequence(),
                context.now,
                context.policy.thresholds().interval());
        Health health = context.rules.healthThresholds.health(
                context.policy, restarted ? notHealthy(before.health()) : before.health(), evidence);
        Optional<Instant> failingSince = evidence.failures() == 0
                ? Optional.empty()
                : before.failingSince().isPresent() ? before.failingSince() : Optional.of(context.now);
        return new SiteState(
                health,
                health == before.health() ? before.since() : context.now,
                failingSince,
                check.bootId().isPresent() ? check.bootId() : before.bootId(),
                context.onSite() ? context.rules.bootIdentity.admission(before, check) : before.admission(),
                evidence,
                check.result(),
                check.detail());
    }

    /** A restarted host begins its window anew: what its earlier boot passed says nothing of this one. */
    private static Evidence withoutSuccesses(Evidence evidence) {
        return evidence.successes() == 0
                ? evidence
                : new Evidence(evidence.lastSequence(), evidence.lastAt(), 0, 0, evidence.unknowns(), Duration.ZERO);
    }

    private static Health notHealthy(Health health) {
        return health == Health.HEALTHY ? Health.UNKNOWN : health;
    }

    private static Result result(CheckResult result) {
        return switch (result) {
            case SERVING -> Result.PASS;
            case UNREADY, DEAD -> Result.FAIL;
            case UNKNOWN -> Result.UNKNOWN;
        };
    }

    /** Per front door: does it use some host? */
    private static Map<String, Evidence> frontDoors(DecisionContext context) {
        Map<String, Evidence> before = context.before.reports().frontDoors();
        Map<String, Evidence> after = new HashMap<>(8);
        for (Map.Entry<String, FrontDoorReport> box :
                context.observation.frontDoors().entrySet()) {
            FrontDoorReport report = box.getValue();
            Evidence evidence = before.getOrDefault(box.getKey(), Evidence.none());
            if (context.rules.checkCounter.isNew(evidence, report.sequence())) {
                evidence = context.rules.checkCounter.count(
                        context.rules.staleReportReset.beforeReport(context.policy, evidence),
                        report.reachable() ? usesAHost(context, report) : Result.UNKNOWN,
                        report.sequence(),
                        context.now,
                        context.policy.thresholds().interval());
            }
            after.put(box.getKey(), evidence);
        }
        return after;
    }

    private static Result usesAHost(DecisionContext context, FrontDoorReport report) {
        if (report.serving().isEmpty()) {
            return Result.UNKNOWN;
        }
        for (SiteName host : context.policy.hosts()) {
            if (report.uses(host)) {
                return Result.PASS;
            }
        }
        return Result.FAIL;
    }

    /** The on-site operator's heartbeat; a round with a new front-door report and no new heartbeat counts as silent. */
    private static Evidence heartbeat(DecisionContext context, Map<String, Evidence> frontDoors) {
        Evidence before = context.before.reports().heartbeat();
        Optional<Heartbeat> beat = context.observation.onsite();
        if (beat.isPresent() && beat.get().sequence() > before.lastSequence()) {
            Result says = FailbackEligibility.saysHostsServe(beat.get().mode()) ? Result.PASS : Result.FAIL;
            return context.rules.checkCounter.count(
                    before,
                    says,
                    beat.get().sequence(),
                    context.now,
                    context.policy.thresholds().interval());
        }
        return anyNewReport(context, frontDoors)
                ? new Evidence(
                        before.lastSequence(),
                        before.lastAt(),
                        before.failures(),
                        before.successes(),
                        before.unknowns() + 1,
                        before.duration())
                : before;
    }

    /** Whether a front door has been asked again since the last round. */
    static boolean anyNewReport(DecisionContext context, Map<String, Evidence> frontDoors) {
        for (Map.Entry<String, Evidence> box : frontDoors.entrySet()) {
            Evidence before = context.before.reports().frontDoors().get(box.getKey());
            if (before == null || before.lastSequence() != box.getValue().lastSequence()) {
                return true;
            }
        }
        return false;
    }

    private static Instant steady(DecisionContext context) {
        Clock before = context.before.clock();
        return before.steady()
                .plus(context.rules.checkCounter.accrued(
                        Optional.of(before.lastRound()),
                        context.now,
                        context.policy.thresholds().interval()));
    }
}
