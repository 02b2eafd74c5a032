package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.Action;
import io.prontuario.continuity.model.Condition;
import io.prontuario.continuity.model.Decision;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Observation.FrontDoorReport;
import io.prontuario.continuity.model.Observation.Heartbeat;
import io.prontuario.continuity.model.Observation.SiteCheck;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.PersistedState;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A decider on a bench: set what is seen, let rounds pass, read the decision. One round is one probe interval. */
final class Bench {
    static final SiteName PRIMARY = new SiteName("mac-studio-1");
    static final SiteName SECONDARY = new SiteName("mac-studio-2");
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    FailoverDecider decider = new FailoverDecider();
    Policy policy;
    Instant now = START;
    State state;
    Decision last;
    boolean latching = true;
    final Map<SiteName, SiteCheck> checks = new HashMap<>();
    final Map<String, FrontDoorReport> frontDoors = new HashMap<>();
    Optional<Heartbeat> heartbeat = Optional.empty();
    Optional<io.prontuario.continuity.model.Observation.PublicSide> publicSide = Optional.empty();
    private long sequence;

    Bench(Policy policy) {
        this.policy = policy;
        this.state = decider.initial(policy, now);
        for (SiteName host : policy.hosts()) {
            see(host, CheckResult.SERVING, host + "-boot-1");
        }
        if (policy.cloud()) {
            see(SiteName.CLOUD, CheckResult.SERVING);
        }
    }

    static Policy policy(OperatorRole operatorRole, SiteName... hosts) {
        return new Policy(
                operatorRole,
                List.of(hosts),
                true,
                new Policy.Thresholds(Duration.ofSeconds(5), 3, 2),
                new Policy.Windows(Duration.ZERO, Duration.ofSeconds(60), Duration.ofMinutes(10)),
                new Policy.Automation(true, true),
                new Policy.RateLimit(4, Duration.ofHours(1)),
                Policy.Requests.NONE);
    }

    static Bench onsite() {
        return new Bench(policy(OperatorRole.ONSITE, PRIMARY, SECONDARY));
    }

    /** A bench on which both hosts are admitted and the primary is active. */
    static Bench running() {
        Bench bench = onsite();
        bench.rounds(2);
        return bench;
    }

    Bench see(SiteName site, CheckResult result, String bootId) {
        SiteCheck before = checks.get(site);
        boolean latched = before != null && before.latched() && before.bootId().equals(Optional.of(bootId));
        checks.put(site, new SiteCheck(result, sequence, Optional.of(bootId), latched, result.name()));
        return this;
    }

    Bench see(SiteName site, CheckResult result) {
        checks.put(site, new SiteCheck(result, sequence, Optional.empty(), false, result.name()));
        return this;
    }

    Bench frontDoor(String box, SiteName... serving) {
        Map<SiteName, Boolean> map = new HashMap<>();
        policy.hosts().forEach(host -> map.put(host, false));
        map.put(SiteName.CLOUD, false);
        for (SiteName site : serving) {
            map.put(site, true);
        }
        frontDoors.put(box, new FrontDoorReport(true, sequence, map));
        return this;
    }

    Bench frontDoorSilent(String box) {
        frontDoors.put(box, new FrontDoorReport(false, sequence, Map.of()));
        return this;
    }

    Bench outside(io.prontuario.continuity.model.Observation.PublicSide seen) {
        publicSide = Optional.of(seen);
        return this;
    }

    /** Where the last decision wants the public name. */
    Optional<io.prontuario.continuity.model.DnsTarget> pointed() {
        return last.actions().stream()
                .filter(Action.PointName.class::isInstance)
                .map(action -> ((Action.PointName) action).target())
                .findFirst();
    }

    /** Rounds one probe interval apart, each with new checks of everything. */
    Decision rounds(int count) {
        for (int i = 0; i < count; i++) {
            round(Duration.ofSeconds(5));
        }
        return last;
    }

    Decision round(Duration later) {
        now = now.plus(later);
        sequence++;
        checks.replaceAll((site, check) ->
                new SiteCheck(check.result(), sequence, check.bootId(), check.latched(), check.detail()));
        frontDoors.replaceAll((box, report) -> new FrontDoorReport(report.reachable(), sequence, report.serving()));
        heartbeat = heartbeat.map(beat -> new Heartbeat(sequence, beat.specHash(), beat.mode(), beat.epoch()));
        return again();
    }

    /** The same checks seen once more, at the same time. */
    Decision again() {
        last = decider.decide(policy, state, new Observation(checks, frontDoors, heartbeat, "hash", publicSide), now);
        state = last.next();
        if (latching) {
            for (Action action : last.actions()) {
                if (action instanceof Action.Admit admit) {
                    SiteCheck check = checks.get(admit.site());
                    checks.put(
                            admit.site(),
                            new SiteCheck(check.result(), check.sequence(), check.bootId(), true, check.detail()));
                }
            }
        }
        return last;
    }

    /** The operator restarts: only what status holds survives. */
    Bench restart() {
        state = decider.restore(policy, PersistedState.of(state), now);
        return this;
    }

    Bench with(Policy changed) {
        policy = changed;
        return this;
    }

    Mode mode() {
        return state.mode();
    }

    Optional<SiteName> active() {
        return state.active();
    }

    Set<SiteName> routed() {
        return last.actions().stream()
                .filter(Action.Route.class::isInstance)
                .map(action -> ((Action.Route) action).admitted())
                .findFirst()
                .orElseThrow();
    }

    List<Action.Admit> admits() {
        return last.actions().stream()
                .filter(Action.Admit.class::isInstance)
                .map(Action.Admit.class::cast)
                .toList();
    }

    Condition condition(Condition.Type type) {
        return last.conditions().stream()
                .filter(condition -> condition.type() == type)
                .findFirst()
                .orElseThrow();
    }

    boolean blocked(SafetyRule rule) {
        return last.verdicts().stream().anyMatch(verdict -> !verdict.allowed() && verdict.rule() == rule);
    }
}
