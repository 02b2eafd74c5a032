package io.prontuario.continuity.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.DatabaseObservation.Answer;
import io.prontuario.continuity.model.DatabaseObservation.Proofs;
import io.prontuario.continuity.model.DatabaseObservation.Refused;
import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;
import io.prontuario.continuity.model.DatabaseObservation.Wal;
import io.prontuario.continuity.model.DatabaseObservation.WitnessFence;
import io.prontuario.continuity.model.DatabaseObservation.WitnessStatus;
import io.prontuario.continuity.model.DatabaseObservation.WitnessWal;
import io.prontuario.continuity.model.DatabaseObservation.Writing;
import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Observation.SiteCheck;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.State.Evidence;
import io.prontuario.continuity.model.State.SiteState;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.rules.CheckCounter.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Both sides of each threshold, rule by rule. */
class RuleThresholdsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final SiteName A = new SiteName("a");
    private static final SiteName B = new SiteName("b");

    private static Policy policy() {
        return new Policy(
                OperatorRole.ONSITE,
                List.of(A, B),
                true,
                new Policy.Thresholds(INTERVAL, 3, 2),
                new Policy.Windows(Duration.ZERO, Duration.ofSeconds(60), Duration.ofMinutes(10)),
                new Policy.Automation(true, true),
                new Policy.RateLimit(2, Duration.ofHours(1)),
                Policy.Requests.NONE);
    }

    private static Evidence evidence(int failures, int successes, int unknowns) {
        return new Evidence(7, Optional.of(NOW), failures, successes, unknowns, INTERVAL);
    }

    private static Duration accrued(long millis) {
        return new CheckCounter().accrued(Optional.of(NOW), NOW.plusMillis(millis), INTERVAL);
    }

    @Test
    void anObservationAgesAWindowByWhatPassedBetweenNothingAndOneInterval() {
        assertThat(accrued(-1)).isZero();
        assertThat(accrued(0)).isZero();
        assertThat(accrued(4999)).isEqualTo(Duration.ofMillis(4999));
        assertThat(accrued(5000)).isEqualTo(INTERVAL);
        assertThat(accrued(5001)).isEqualTo(INTERVAL);
        assertThat(new CheckCounter().accrued(Optional.empty(), NOW, INTERVAL)).isZero();
    }

    @Test
    void aCheckThatCouldNotLookIsCountedApartAndOthersEndItsRun() {
        Evidence unknown = new CheckCounter().count(evidence(2, 0, 1), Result.UNKNOWN, 8, NOW, INTERVAL);
        assertThat(unknown).isEqualTo(new Evidence(8, Optional.of(NOW), 2, 0, 2, INTERVAL));
        Evidence failed = new CheckCounter().count(evidence(2, 0, 1), Result.FAIL, 8, NOW.plusSeconds(2), INTERVAL);
        assertThat(failed).isEqualTo(new Evidence(8, Optional.of(NOW.plusSeconds(2)), 3, 0, 0, Duration.ofSeconds(7)));
        Evidence passed = new CheckCounter().count(evidence(2, 0, 1), Result.PASS, 8, NOW, INTERVAL);
        assertThat(passed).isEqualTo(new Evidence(8, Optional.of(NOW), 0, 1, 0, Duration.ZERO));
    }

    private static Health judged(Health before, int failures, int successes, int unknowns) {
        return new HealthThresholds().health(policy(), before, evidence(failures, successes, unknowns));
    }

    @Test
    void healthTurnsAtItsThresholdsAndNotBefore() {
        assertThat(judged(Health.HEALTHY, 2, 0, 0)).isEqualTo(Health.HEALTHY);
        assertThat(judged(Health.HEALTHY, 3, 0, 0)).isEqualTo(Health.UNHEALTHY);
        assertThat(judged(Health.UNHEALTHY, 0, 1, 0)).isEqualTo(Health.UNHEALTHY);
        assertThat(judged(Health.UNHEALTHY, 0, 2, 0)).isEqualTo(Health.HEALTHY);
        assertThat(judged(Health.HEALTHY, 3, 0, 1))
                .as("not while it is not seen")
                .isEqualTo(Health.HEALTHY);
        assertThat(judged(Health.HEALTHY, 3, 0, 2)).isEqualTo(Health.HEALTHY);
        assertThat(judged(Health.HEALTHY, 3, 0, 3)).isEqualTo(Health.UNKNOWN);
    }

    @Test
    void onlyOnesOwnEvidencePastTheThresholdIsAFall() {
        assertThat(new HealthThresholds().fallen(policy(), Health.UNHEALTHY, evidence(3, 0, 0)))
                .isTrue();
        assertThat(new HealthThresholds().fallen(policy(), Health.UNHEALTHY, evidence(2, 0, 0)))
                .isFalse();
        assertThat(new HealthThresholds().fallen(policy(), Health.HEALTHY, evidence(3, 0, 0)))
                .isFalse();
    }

    @Test
    void aBudgetOfTwoIsFreeAgainWhenTheOldestLeavesTheWindow() {
        Instant hourAgo = NOW.minus(Duration.ofHours(1));
        List<Instant> one = List.of(NOW.minusSeconds(10));
        assertThat(RoleChangeRateLimit.remaining(policy(), one, NOW)).isZero();
        List<Instant> two = List.of(NOW.minusSeconds(600), NOW.minusSeconds(10));
        assertThat(new RoleChangeRateLimit().allows(policy(), two, NOW)).isFalse();
        assertThat(RoleChangeRateLimit.remaining(policy(), two, NOW)).isEqualTo(Duration.ofMinutes(50));
        List<Instant> three = List.of(NOW.minusSeconds(900), NOW.minusSeconds(600), NOW.minusSeconds(10));
        assertThat(RoleChangeRateLimit.remaining(policy(), three, NOW))
                .as("two have to leave")
                .isEqualTo(Duration.ofMinutes(50));
        assertThat(new RoleChangeRateLimit().allows(policy(), List.of(hourAgo, NOW), NOW))
                .isTrue();
        assertThat(new RoleChangeRateLimit().allows(policy(), List.of(hourAgo.plusMillis(1), NOW), NOW))
                .isFalse();
    }

    private static SiteState host(Admission admission, Optional<String> boot) {
        return new SiteState(
                Health.HEALTHY, NOW, Optional.empty(), boot, admission, Evidence.none(), CheckResult.SERVING, "");
    }

    private static Admission booted(Admission before, Optional<String> known, Optional<String> now, boolean latched) {
        return new BootIdentity()
                .admission(host(before, known), new SiteCheck(CheckResult.SERVING, 1, now, latched, "detail"));
    }

    @Test
    void anotherBootIsAnotherHostUnlessAPersonLatchedIt() {
        Optional<String> one = Optional.of("one");
        Optional<String> two = Optional.of("two");
        assertThat(booted(Admission.ADMITTED, one, one, true)).isEqualTo(Admission.ADMITTED);
        assertThat(booted(Admission.ADMITTED, one, two, false)).isEqualTo(Admission.REBOOTED);
        assertThat(booted(Admission.ADMITTED, one, two, true)).isEqualTo(Admission.ADMITTED);
        assertThat(booted(Admission.NEVER, one, two, false)).isEqualTo(Admission.NEVER);
        assertThat(booted(Admission.FAILED, one, two, false)).isEqualTo(Admission.REBOOTED);
        assertThat(booted(Admission.FAILED, one, one, true)).as("no override").isEqualTo(Admission.FAILED);
        assertThat(booted(Admission.REBOOTED, two, two, true)).isEqualTo(Admission.ADMITTED);
        assertThat(booted(Admission.REBOOTED, two, two, false)).isEqualTo(Admission.REBOOTED);
        assertThat(booted(Admission.REBOOTED, two, Optional.empty(), true)).isEqualTo(Admission.REBOOTED);
        assertThat(booted(Admission.ADMITTED, Optional.empty(), two, false)).isEqualTo(Admission.ADMITTED);
    }

    private static ReplicaStatus node(long epoch, long position, long fencedBelow, OptionalLong set, long since) {
        return new ReplicaStatus(
                new Wal(epoch, position, false),
                new Refused(fencedBelow, 0),
                set.isPresent() ? Optional.of(new Writing(set.getAsLong(), since)) : Optional.empty(),
                1);
    }

    private static DatabaseObservation data(Map<SiteName, ReplicaStatus> nodes, WitnessStatus witness) {
        return new DatabaseObservation(
                nodes, witness, Answer.YES, Optional.empty(), Proofs.none(), Optional.of(false), OptionalLong.of(0));
    }

    private static WitnessStatus witness(long from, long to, long fencedBelow, boolean forCloud) {
        return new WitnessStatus(new WitnessWal(3, from, to, false), new WitnessFence(fencedBelow, forCloud), true);
    }

    private static Set<SiteName> counted(long fencedBelow, WitnessStatus witness) {
        return new FencedMembers()
                .counted(
                        List.of(A, B),
                        A,
                        5,
                        data(
                                Map.of(
                                        A, node(4, 9, 9, OptionalLong.empty(), 0),
                                        B, node(4, 9, fencedBelow, OptionalLong.empty(), 0)),
                                witness));
    }

    @Test
    void countedAreThoseSealedToTheNextEpochAndNotAWitnessThatTheCloudHas() {
        assertThat(counted(4, witness(0, 9, 4, false))).isEmpty();
        assertThat(counted(5, witness(0, 9, 4, false))).containsExactly(B);
        assertThat(counted(4, witness(0, 9, 5, false))).containsExactly(SyncSet.WITNESS);
        assertThat(counted(4, witness(0, 9, 5, true))).as("given to the cloud").isEmpty();
        assertThat(counted(4, witness(0, 9, 6, true))).as("given to the cloud").isEmpty();
        assertThat(counted(6, WitnessStatus.UNKNOWN)).containsExactly(B);
    }

    private static boolean settled(ReplicaStatus writer, ReplicaStatus copy, WitnessStatus witness, int required) {
        return new SyncSetOrder()
                .settled(
                        new SyncSet(8, Set.of(B, SyncSet.WITNESS), required),
                        A,
                        data(Map.of(A, writer, B, copy), witness));
    }

    @Test
    void anOlderSetIsForgottenWhenEnoughOfTheNewerHavePassedWhereItBegan() {
        ReplicaStatus writer = node(3, 20, 3, OptionalLong.of(8), 10);
        ReplicaStatus behind = node(3, 9, 3, OptionalLong.empty(), 0);
        ReplicaStatus there = node(3, 10, 3, OptionalLong.empty(), 0);
        ReplicaStatus silent =
                new ReplicaStatus(new Wal(3, 30, false), new Refused(3, 0), Optional.empty(), 1).withAnswer(Answer.NO);
        WitnessStatus late = witness(0, 9, 3, false);
        WitnessStatus near = witness(0, 10, 3, false);
        assertThat(settled(writer, behind, late, 1)).isFalse();
        assertThat(settled(writer, there, late, 1)).isTrue();
        assertThat(settled(writer, behind, near, 1)).isTrue();
        assertThat(settled(writer, there, late, 2)).isFalse();
        assertThat(settled(writer, there, near, 2)).isTrue();
        assertThat(settled(writer, silent, late, 1))
                .as("silent counts for nothing")
                .isFalse();
        assertThat(settled(writer, behind, WitnessStatus.UNKNOWN, 1)).isFalse();
        assertThat(settled(writer, node(2, 30, 3, OptionalLong.empty(), 0), late, 1))
                .as("an earlier epoch's WAL")
                .isFalse();
        assertThat(settled(
                        writer,
                        behind,
                        new WitnessStatus(new WitnessWal(2, 0, 30, false), new WitnessFence(3, false), true),
                        1))
                .as("an earlier epoch's WAL")
                .isFalse();
        assertThat(settled(node(3, 20, 3, OptionalLong.of(7), 10), there, near, 1))
                .as("it still runs the older")
                .isFalse();
        assertThat(settled(node(3, 20, 3, OptionalLong.empty(), 10), there, near, 1))
                .isFalse();
        assertThat(settled(ReplicaStatus.UNKNOWN, there, near, 1)).isFalse();
        ReplicaStatus atTheStart = node(3, 0, 3, OptionalLong.of(8), 0);
        assertThat(settled(atTheStart, silent, WitnessStatus.UNKNOWN, 1))
                .as("silent is behind even at the start")
                .isFalse();
        assertThat(settled(
                        atTheStart,
                        silent,
                        new WitnessStatus(new WitnessWal(3, 0, 9, false), new WitnessFence(3, false), true)
                                .withAnswer(Answer.NO),
                        1))
                .isFalse();
        assertThat(settled(atTheStart, node(3, 0, 3, OptionalLong.empty(), 0), WitnessStatus.UNKNOWN, 1))
                .isTrue();
    }

    private static boolean joins(SiteName member, Set<SiteName> members, long position, long from) {
        Map<SiteName, ReplicaStatus> nodes = new HashMap<>();
        nodes.put(B, node(3, position, 3, OptionalLong.empty(), 0));
        return new SyncSetJoin().mayJoin(member, 3, members, data(nodes, witness(from, 20, 3, false)));
    }

    @Test
    void aMemberJoinsWithoutAGapBetweenItAndTheOther() {
        assertThat(joins(B, Set.of(SyncSet.WITNESS), 9, 10)).isFalse();
        assertThat(joins(B, Set.of(SyncSet.WITNESS), 10, 10)).isTrue();
        assertThat(joins(SyncSet.WITNESS, Set.of(B), 9, 10)).isFalse();
        assertThat(joins(SyncSet.WITNESS, Set.of(B), 10, 10)).isTrue();
        assertThat(joins(B, Set.of(), 0, 10)).as("no member to have a gap with").isTrue();
        assertThat(new SyncSetJoin()
                        .mayJoin(
                                B,
                                4,
                                Set.of(),
                                data(Map.of(B, node(3, 9, 3, OptionalLong.empty(), 0)), witness(0, 9, 3, false))))
                .as("another epoch's")
                .isFalse();
    }

    @Test
    void onlyPassedChecksAgeTheWindowOfAReturnedHost() {
        SiteState failing = new SiteState(
                Health.HEALTHY,
                NOW,
                Optional.empty(),
                Optional.empty(),
                Admission.FAILED,
                new Evidence(7, Optional.of(NOW), 1, 0, 0, Duration.ofHours(1)),
                CheckResult.DEAD,
                "");
        assertThat(Stabilization.remaining(policy(), failing)).isEqualTo(Duration.ofMinutes(10));
        assertThat(new Stabilization().passed(policy(), failing)).isFalse();
    }

    @Test
    void everyActiveSetHasToBeMetAndNotOnlyOne() {
        List<SyncSet> sets = List.of(SyncSet.any(4, Set.of(B, SyncSet.WITNESS)), SyncSet.any(5, Set.of(B)));
        assertThat(new ReadQuorum().met(sets, Set.of(SyncSet.WITNESS))).isFalse();
        assertThat(new ReadQuorum().met(sets, Set.of(B, SyncSet.WITNESS))).isTrue();
    }

    @Test
    void aHostWhoseNewestCheckIsUnknownDoesNotBecomeActive() {
        assertThat(new ActiveSiteEligibility().passes(checked(evidence(0, 3, 0))))
                .isTrue();
        assertThat(new ActiveSiteEligibility().passes(checked(evidence(0, 3, 1))))
                .isFalse();
        assertThat(new ActiveSiteEligibility().passes(checked(evidence(0, 0, 0))))
                .isFalse();
    }

    private static SiteState checked(Evidence evidence) {
        return new SiteState(
                Health.HEALTHY,
                NOW,
                Optional.empty(),
                Optional.of("boot"),
                Admission.ADMITTED,
                evidence,
                CheckResult.SERVING,
                "");
    }

    @Test
    void aCopyOfALaterEpochDoesNotHoldAnOlderEpochsLog() {
        assertThat(new TimelineMatches().holdsWalOf(replica(Answer.YES, 4, 3), 4))
                .isTrue();
        assertThat(new TimelineMatches().holdsWalOf(replica(Answer.YES, 4, 3), 3))
                .isFalse();
        assertThat(new TimelineMatches().holdsWalOf(replica(Answer.NO, 4, 3), 4))
                .isFalse();
    }

    @Test
    void aSilentWriterIsNotDemoted() {
        assertThat(new DemoteBeforePromote().demoted(replica(Answer.YES, 3, 3), 3))
                .isTrue();
        assertThat(new DemoteBeforePromote().demoted(replica(Answer.YES, 3, 2), 3))
                .isFalse();
        assertThat(new DemoteBeforePromote().demoted(replica(Answer.NO, 3, 3), 3))
                .isFalse();
    }

    private static ReplicaStatus replica(Answer answer, long epoch, long demotedFrom) {
        return new ReplicaStatus(new Wal(epoch, 9, false), new Refused(0, demotedFrom), Optional.empty(), 0)
                .withAnswer(answer);
    }

    @Test
    void whereNoSiteIsKnownToServeAHealthyHostNeedNotWait() {
        assertThat(new TotalOutageBypass().applies(false, CloudAvailability.UNKNOWN))
                .isTrue();
        assertThat(new TotalOutageBypass().applies(false, CloudAvailability.SERVES))
                .isFalse();
        assertThat(new TotalOutageBypass().applies(true, CloudAvailability.UNKNOWN))
                .isFalse();
    }
}
