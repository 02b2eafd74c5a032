package io.prontuario.continuity.decide;

import static io.prontuario.continuity.decide.Bench.PRIMARY;
import static io.prontuario.continuity.decide.Bench.SECONDARY;
import static io.prontuario.continuity.model.SiteName.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.Action;
import io.prontuario.continuity.model.Condition;
import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.State;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OnSitePolicyTest {
    @Test
    void aFreshPlatformServesAfterTheRiseThresholdAndNotBefore() {
        Bench bench = Bench.onsite();
        bench.rounds(1);
        assertThat(bench.mode()).isEqualTo(Mode.OUTAGE);
        assertThat(bench.routed()).containsExactly(CLOUD);
        bench.rounds(1);
        assertThat(bench.mode()).isEqualTo(Mode.FULL);
        assertThat(bench.active()).contains(PRIMARY);
        assertThat(bench.state.epoch()).isEqualTo(1);
        assertThat(bench.routed()).containsExactlyInAnyOrder(PRIMARY, SECONDARY, CLOUD);
        assertThat(bench.last.conditions()).extracting(Condition::type).doesNotHaveDuplicates();
    }

    @Test
    void admitIsRepeatedUntilTheHostHoldsTheLatch() {
        Bench bench = Bench.onsite();
        bench.latching = false;
        bench.rounds(3);
        assertThat(bench.admits())
                .containsExactlyInAnyOrder(
                        new Action.Admit(PRIMARY, "mac-studio-1-boot-1"),
                        new Action.Admit(SECONDARY, "mac-studio-2-boot-1"));
        bench.latching = true;
        bench.rounds(2);
        assertThat(bench.admits()).isEmpty();
    }

    @Test
    void aDeadPrimaryIsDecidedAtTheThirdFailureAndNotAtTheSecond() {
        Bench bench = Bench.running();
        bench.see(PRIMARY, CheckResult.DEAD);
        Instant first = bench.now.plusSeconds(5);
        bench.rounds(2);
        assertThat(bench.mode()).isEqualTo(Mode.FULL);
        assertThat(bench.routed()).contains(PRIMARY);
        bench.rounds(1);
        assertThat(bench.mode()).isEqualTo(Mode.DEGRADED);
        assertThat(bench.active()).contains(SECONDARY);
        assertThat(bench.state.epoch()).isEqualTo(2);
        assertThat(bench.routed()).containsExactlyInAnyOrder(SECONDARY, CLOUD);
        State.Transition transition =
                bench.state.transitions().get(bench.state.transitions().size() - 1);
        assertThat(transition.times().detectedAt()).contains(first);
        assertThat(transition.times().decidedAt()).isEqualTo(bench.now);
        assertThat(Duration.between(first, transition.times().decidedAt())).isLessThanOrEqualTo(Duration.ofSeconds(15));
        assertThat(transition.reason()).contains("mac-studio-1").contains("failed");
    }

    @Test
    void theSameCheckSeenOftenCountsOnce() {
        Bench bench = Bench.running();
        bench.see(PRIMARY, CheckResult.DEAD);
        bench.rounds(1);
        for (int i = 0; i < 20; i++) {
            bench.again();
        }
        assertThat(bench.mode()).isEqualTo(Mode.FULL);
        assertThat(bench.state.site(PRIMARY).evidence().failures()).isEqualTo(1);
    }

    @Test
    void unknownNeverDecidesAFailureAndNeverPromotes() {
        Bench bench = Bench.running();
        bench.see(PRIMARY, CheckResult.UNKNOWN).see(SECONDARY, CheckResult.UNKNOWN);
        bench.rounds(50);
        assertThat(bench.mode()).isEqualTo(Mode.FULL);
        assertThat(bench.state.site(PRIMARY).health()).isEqualTo(Health.UNKNOWN);
        bench.see(PRIMARY, CheckResult.DEAD);
        bench.rounds(10);
        assertThat(bench.active()).as("the secondary is unknown").contains(PRIMARY);
        assertThat(bench.routed()).doesNotContain(PRIMARY);
        assertThat(bench.blocked(SafetyRule.ACTIVE_SITE_ELIGIBILITY)).isTrue();
        assertThat(bench.condition(Condition.Type.Ready).reason()).isEqualTo("ActiveSiteDown");
    }

    @Test
    void bothHostsDeadIsEmergencyInOneTransitionWhenTheCloudServes() {
        Bench bench = Bench.running();
        bench.see(PRIMARY, CheckResult.DEAD).see(SECONDARY, CheckResult.DEAD);
        bench.rounds(3);
        assertThat(bench.mode()).isEqualTo(Mode.EMERGENCY);
        assertThat(bench.active()).contains(CLOUD);
        assertThat(bench.state.epoch()).isEqualTo(2);
        assertThat(bench.routed()).containsExactly(CLOUD);
    }

    @Test
    void bothHostsDeadAndTheCloudDeadIsOutage() {
        Bench bench = Bench.running();
        bench.see(PRIMARY, CheckResult.DEAD).see(SECONDARY, CheckResult.DEAD).see(CLOUD, CheckResult.DEAD);
        bench.rounds(3);
        assertThat(bench.mode()).isEqualTo(Mode.OUTAGE);
        assertThat(bench.active()).isEmpty();
    }

    @Test
    void bothHostsDeadAndTheCloudUnseenIsEmergencyBecauseTheFrontDoorGoesThereByItself() {
        Bench bench = Bench.running();
        bench.see(CLOUD, CheckResult.UNKNOWN);
        bench.rounds(5);
        bench.see(PRIMARY, CheckResult.DEAD).see(SECONDARY, CheckResult.DEAD);
        bench.rounds(3);
        assertThat(bench.mode()).isEqualTo(Mode.EMERGENCY);
    }

    @Test
    void twoHostsDyingOneCheckApartMoveTheRoleOnce() {
        Bench bench = Bench.running();
        bench.see(PRIMARY, CheckResult.DEAD);
        bench.rounds(1);
        bench.see(SECONDARY, CheckResult.DEAD);
        bench.rounds(2);
        assertThat(bench.active()).contains(PRIMARY);
        assertThat(bench.blocked(SafetyRule.ACTIVE_SITE_ELIGIBILITY)).isTrue();
        assertThat(bench.routed()).containsExactlyInAnyOrder(SECONDARY, CLOUD);
        bench.rounds(1);
        assertThat(bench.mode()).isEqualTo(Mode.EMERGENCY);
        assertThat(bench.state.epoch()).isEqualTo(2);
    }

    @Test
    void bothUnreadyWaitsForTheLongerWindow() {
        Bench bench = Bench.running();
        bench.see(PRIMARY, CheckResult.UNREADY).see(SECONDARY, CheckResult.UNREADY);
        bench.rounds(12); // held: 55 s
        assertThat(bench.mode()).isEqualTo(Mode.FULL);
        assertThat(bench.blocked(SafetyRule.UNREADY_GRACE_PERIOD)).isTrue();
        bench.rounds(1); // held: 60 s
        assertThat(bench.mode()).isEqualTo(Mode.EMERGENCY);
    }

    @Test
    void oneUnreadyWithAHealthyPeerDoesNotWait() {
        Bench bench = Bench.running();
        bench.see(PRIMARY, CheckResult.UNREADY);
        bench.rounds(3);
        assertThat(bench.active()).contains(SECONDARY);
    }

    @Test
    void aHostThatAFrontDoorStillUsesIsNotDeadUntilTheVetoEnds() {
        Bench bench = Bench.running();
        bench.frontDoor("edge", PRIMARY, SECONDARY);
        bench.see(PRIMARY, CheckResult.DEAD);
        bench.rounds(12);
        assertThat(bench.active()).contains(PRIMARY);
        assertThat(bench.blocked(SafetyRule.PEER_VETO)).isTrue();
        bench.rounds(1);
        assertThat(bench.active()).as("a veto is bounded").contains(SECONDARY);
    }

    @Test
    void aHostsOwnFrontDoorIsNoWitnessForIt() {
        Bench bench = Bench.running();
        bench.frontDoor("mac-studio-1", PRIMARY, SECONDARY).frontDoorSilent("edge");
        bench.see(PRIMARY, CheckResult.DEAD);
        bench.rounds(3);
        assertThat(bench.active()).contains(SECONDARY);
    }

    @Test
    void theEdgeDyingChangesNoMode() {
        Bench bench = Bench.running();
        bench.frontDoor("edge", PRIMARY, SECONDARY);
        bench.rounds(3);
        bench.frontDoorSilent("edge");
        bench.rounds(30);
        assertThat(bench.mode()).isEqualTo(Mode.FULL);
        assertThat(bench.state.epoch()).isEqualTo(1);
        assertThat(bench.condition(Condition.Type.RoutesConverged).status()).isEqualTo(Condition.Status.Unknown);
    }

    @Test
    void aClockJumpAgesNothing() {
        Bench bench = Bench.running();
        bench.see(PRIMARY, CheckResult.DEAD);
        bench.rounds(3);
        bench.see(PRIMARY, CheckResult.SERVING, "boot-2");
        bench.rounds(2);
        bench.round(Duration.ofHours(3));
        assertThat(bench.routed()).doesNotContain(PRIMARY);
        bench.round(Duration.ofHours(-6));
        bench.rounds(110);
        assertThat(bench.routed()).doesNotContain(PRIMARY);
        bench.rounds(10);
        assertThat(bench.routed()).contains(PRIMARY);
    }

    @Test
    void anOlderCheckArrivingLateIsDropped() {
        Bench bench = Bench.running();
        bench.rounds(3);
        var late = new io.prontuario.continuity.model.Observation.SiteCheck(
                CheckResult.DEAD, 2, java.util.Optional.empty(), false, "late");
        bench.checks.put(PRIMARY, late);
        bench.again();
        bench.again();
        bench.again();
        assertThat(bench.state.site(PRIMARY).evidence().failures()).isZero();
    }

    @Test
    void anOperatorRestartKeepsLatchesEpochAndHistory() {
        Bench bench = Bench.running();
        bench.see(PRIMARY, CheckResult.DEAD);
        bench.rounds(3);
        long epoch = bench.state.epoch();
        int history = bench.state.transitions().size();
        bench.restart();
        bench.rounds(1);
        assertThat(bench.state.epoch()).isEqualTo(epoch);
        assertThat(bench.state.transitions()).hasSize(history);
        assertThat(bench.routed()).containsExactlyInAnyOrder(SECONDARY, CLOUD);
        assertThat(bench.active()).contains(SECONDARY);
        assertThat(bench.state.site(PRIMARY).failingSince()).isPresent();
        bench.see(PRIMARY, CheckResult.SERVING, "boot-2");
        bench.rounds(100);
        assertThat(bench.routed()).doesNotContain(PRIMARY);
    }

    @Test
    void aReplicaThatHasWatchedDecidesAsSoonAsItLeads() {
        Bench leader = Bench.running();
        Bench follower = Bench.onsite();
        leader.see(PRIMARY, CheckResult.DEAD);
        follower.see(PRIMARY, CheckResult.DEAD);
        State warm = follower.state;
        leader.rounds(2);
        for (int i = 0; i < 3; i++) {
            Instant at = leader.now.plusSeconds(i);
            var checks = new java.util.HashMap<>(leader.checks);
            long n = 100 + i;
            checks.replaceAll((site, check) -> new io.prontuario.continuity.model.Observation.SiteCheck(
                    check.result(), n, check.bootId(), check.latched(), check.detail()));
            warm = follower.decider.observe(
                    follower.policy,
                    warm,
                    new io.prontuario.continuity.model.Observation(
                            checks, java.util.Map.of(), java.util.Optional.empty(), "hash", java.util.Optional.empty()),
                    at);
        }
        leader.state = leader.decider.restore(
                leader.policy, io.prontuario.continuity.model.PersistedState.of(leader.state), warm, leader.now);
        leader.again();
        assertThat(leader.active()).contains(SECONDARY);
    }
}
