package io.prontuario.continuity.decide;

import static io.prontuario.continuity.decide.Bench.PRIMARY;
import static io.prontuario.continuity.decide.Bench.SECONDARY;
import static io.prontuario.continuity.decide.ReasonsTest.allowed;
import static io.prontuario.continuity.decide.ReasonsTest.blocked;
import static io.prontuario.continuity.decide.ReasonsTest.newest;
import static io.prontuario.continuity.decide.ReasonsTest.says;
import static io.prontuario.continuity.model.SiteName.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.Condition.Status;
import io.prontuario.continuity.model.Condition.Type;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Observation.Heartbeat;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SafetyRule;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the cloud's operator says and when: taking over, handing back, standing by; and a platform without hosts. */
class CloudReasonsTest {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private static Bench emergency() {
        Bench bench = CloudTakeoverPolicyTest.standingBy();
        bench.heartbeat = Optional.empty();
        bench.frontDoor("edge", CLOUD)
                .see(PRIMARY, CheckResult.UNKNOWN)
                .see(SECONDARY, CheckResult.UNKNOWN)
                .rounds(3);
        assertThat(bench.mode()).isEqualTo(Mode.EMERGENCY);
        return bench;
    }

    @Test
    void takingOverSaysWhatIsKnownSinceWhen() {
        Bench bench = emergency();
        assertThat(allowed(bench, SafetyRule.TAKEOVER_EVIDENCE)).startsWith("no host serves, positively known for ");
        assertThat(newest(bench).reason()).isEqualTo("no host serves; the emergency profile takes over");
        assertThat(newest(bench).times().detectedAt())
                .as("no host was seen to fail: the last report before")
                .isPresent();
        Bench seen = CloudTakeoverPolicyTest.standingBy();
        seen.see(SECONDARY, CheckResult.DEAD).rounds(1);
        seen.frontDoor("edge", CLOUD).see(PRIMARY, CheckResult.DEAD).rounds(3);
        assertThat(newest(seen).times().detectedAt())
                .as("the first failed check of any host")
                .contains(seen.now.minusSeconds(15));
    }

    @Test
    void whileItWaitsItSaysHowLongStill() {
        Bench bench = CloudTakeoverPolicyTest.standingBy();
        bench.frontDoor("edge", CLOUD)
                .see(PRIMARY, CheckResult.UNREADY)
                .see(SECONDARY, CheckResult.UNREADY)
                .rounds(5);
        assertThat(bench.mode()).isIn(Mode.FULL, Mode.DEGRADED);
        assertThat(blocked(bench, SafetyRule.TAKEOVER_EVIDENCE))
                .matches("no host serves; the cloud takes over in \\d+s unless one does");
        bench.round(Duration.ZERO);
        String before = blocked(bench, SafetyRule.TAKEOVER_EVIDENCE);
        bench.again();
        assertThat(blocked(bench, SafetyRule.TAKEOVER_EVIDENCE))
                .as("the same reports seen again age nothing")
                .isEqualTo(before);
    }

    @Test
    void aHostThatServesAgainEndsTheEvidence() {
        Bench bench = CloudTakeoverPolicyTest.standingBy();
        bench.frontDoor("edge", CLOUD)
                .see(PRIMARY, CheckResult.UNREADY)
                .see(SECONDARY, CheckResult.UNREADY)
                .rounds(10);
        assertThat(bench.state.reports().noHostServes().failures()).isPositive();
        bench.frontDoor("edge", PRIMARY).rounds(1);
        assertThat(bench.state.reports().noHostServes().failures()).isZero();
    }

    @Test
    void inManualModeItSaysThatAPersonHasToDecide() {
        Bench bench = CloudTakeoverPolicyTest.standingBy();
        bench.policy = ReasonsTest.with(bench.policy, true, false, true, TEN_MINUTES);
        bench.frontDoor("edge", CLOUD)
                .see(PRIMARY, CheckResult.DEAD)
                .see(SECONDARY, CheckResult.DEAD)
                .rounds(30);
        assertThat(bench.mode()).isNotEqualTo(Mode.EMERGENCY);
        assertThat(blocked(bench, SafetyRule.MANUAL_MODE)).contains("no host serves; a person has to decide");
        assertThat(bench.blocked(SafetyRule.TAKEOVER_EVIDENCE)).isFalse();
    }

    @Test
    void pausedNothingIsTakenOverAndThatIsSaid() {
        Bench bench = CloudTakeoverPolicyTest.standingBy();
        bench.policy = ReasonsTest.paused(bench.policy, Duration.ofMinutes(5));
        bench.frontDoor("edge", CLOUD)
                .see(PRIMARY, CheckResult.DEAD)
                .see(SECONDARY, CheckResult.DEAD)
                .rounds(30);
        assertThat(bench.mode()).isEqualTo(Mode.FULL);
        assertThat(bench.active()).contains(PRIMARY);
        assertThat(blocked(bench, SafetyRule.PAUSE)).isEqualTo("paused until 2026-01-01T00:05:00Z: maintenance");
    }

    @Test
    void handingBackWaitsForAPersonInManualFailback() {
        Bench bench = emergency();
        bench.policy = ReasonsTest.with(bench.policy, true, true, false, Duration.ofSeconds(20));
        bench.frontDoor("edge", PRIMARY)
                .see(PRIMARY, CheckResult.SERVING)
                .see(SECONDARY, CheckResult.SERVING)
                .rounds(30);
        assertThat(bench.mode()).isEqualTo(Mode.FAILBACK);
        assertThat(blocked(bench, SafetyRule.MANUAL_MODE)).contains("a person has to hand back");
        bench.policy = ReasonsTest.with(bench.policy, true, true, true, Duration.ofSeconds(20));
        bench.rounds(1);
        assertThat(bench.mode()).isEqualTo(Mode.FULL);
        assertThat(newest(bench).reason()).isEqualTo("hosts serve again and are stable");
        assertThat(newest(bench).times().detectedAt()).contains(bench.now);
        assertThat(bench.active()).contains(PRIMARY);
    }

    @Test
    void handingBackIsDampedWhenTheBudgetIsUsedUp() {
        Bench bench = CloudTakeoverPolicyTest.standingBy();
        bench.policy = ReasonsTest.with(bench.policy, true, true, true, Duration.ofSeconds(20));
        for (int i = 0; i < 2; i++) {
            bench.heartbeat = Optional.empty();
            bench.frontDoor("edge", CLOUD).rounds(3);
            bench.see(PRIMARY, CheckResult.UNKNOWN).see(SECONDARY, CheckResult.UNKNOWN);
            bench.rounds(3);
            assertThat(bench.mode()).isEqualTo(Mode.EMERGENCY);
            bench.frontDoor("edge", PRIMARY).rounds(10);
            assertThat(bench.active()).contains(PRIMARY);
        }
        bench.frontDoor("edge", CLOUD).rounds(3);
        assertThat(bench.active()).as("away from a lost site is never held").contains(CLOUD);
        bench.frontDoor("edge", PRIMARY).rounds(10);
        assertThat(bench.active()).contains(CLOUD);
        assertThat(blocked(bench, SafetyRule.ROLE_CHANGE_RATE_LIMIT)).contains("are used up; next in ");
        says(bench, Type.Stalled, Status.True, "RoleChangesRateLimited");
    }

    @Test
    void anEmergencyWhoseCloudStopsIsAnOutageAndUnknownChangesNothing() {
        Bench bench = emergency();
        bench.see(CLOUD, CheckResult.UNKNOWN).rounds(5);
        assertThat(bench.mode()).isEqualTo(Mode.EMERGENCY);
        bench.see(CLOUD, CheckResult.DEAD).rounds(3);
        assertThat(bench.mode()).isEqualTo(Mode.OUTAGE);
        assertThat(bench.active()).isEmpty();
        assertThat(newest(bench).reason()).isEqualTo("no host serves, and the cloud does not: DEAD");
        assertThat(newest(bench).times().detectedAt()).contains(bench.now.minusSeconds(10));
        bench.see(CLOUD, CheckResult.SERVING).rounds(2);
        assertThat(bench.mode()).isEqualTo(Mode.EMERGENCY);
        assertThat(newest(bench).reason()).isEqualTo("the emergency profile serves");
        bench.see(PRIMARY, CheckResult.SERVING).rounds(2);
        assertThat(bench.mode()).isEqualTo(Mode.FAILBACK);
        assertThat(newest(bench).reason())
                .isEqualTo("hosts are healthy again and are observed; the cloud serves meanwhile");
    }

    @Test
    void theActiveHostFollowsTheFrontDoorAfterTheThresholdAndNotBefore() {
        Bench bench = CloudTakeoverPolicyTest.standingBy();
        bench.frontDoor("edge", SECONDARY).rounds(2);
        assertThat(bench.active()).contains(PRIMARY);
        bench.again();
        assertThat(bench.active()).as("the same report is no third").contains(PRIMARY);
        bench.rounds(1);
        assertThat(bench.active()).contains(SECONDARY);
        assertThat(newest(bench).reason()).isEqualTo("the front door uses mac-studio-2");
        bench.frontDoor("edge", PRIMARY).rounds(2);
        bench.frontDoor("edge", SECONDARY).rounds(1);
        bench.frontDoor("edge", PRIMARY).rounds(2);
        assertThat(bench.active()).as("the count begins anew").contains(SECONDARY);
        bench.frontDoorSilent("edge").rounds(10);
        bench.frontDoor("edge", PRIMARY).rounds(2);
        assertThat(bench.active()).as("a silence is no report").contains(SECONDARY);
    }

    @Test
    void standingByItIsFullOnlyWhenTheSiteSaysSoOrEveryHostServes() {
        Bench bench = CloudTakeoverPolicyTest.standingBy();
        bench.heartbeat = Optional.of(new Heartbeat(0, "hash", Mode.DEGRADED, 1));
        bench.rounds(1);
        assertThat(bench.mode()).isEqualTo(Mode.DEGRADED);
        assertThat(newest(bench).reason()).isEqualTo("not every host serves");
        bench.heartbeat = Optional.of(new Heartbeat(0, "hash", Mode.FULL, 1));
        bench.rounds(1);
        assertThat(bench.mode()).isEqualTo(Mode.FULL);
        assertThat(newest(bench).reason()).isEqualTo("every host serves");
        bench.heartbeat = Optional.empty();
        bench.rounds(3);
        says(bench, Type.SpecInSync, Status.Unknown, "NoHeartbeat");
        bench.see(SECONDARY, CheckResult.DEAD).rounds(3);
        assertThat(bench.mode()).as("seen from here").isEqualTo(Mode.DEGRADED);
        bench.see(SECONDARY, CheckResult.SERVING).rounds(2);
        assertThat(bench.mode()).isEqualTo(Mode.FULL);
        bench.see(PRIMARY, CheckResult.UNKNOWN).rounds(3);
        says(bench, Type.CloudStandbyReady, Status.True, "HostsNotChecked");
    }

    @Test
    void aHeartbeatThatStandsStillIsStaleAfterTheThreshold() {
        Bench bench = CloudTakeoverPolicyTest.standingBy();
        Heartbeat last = bench.heartbeat.orElseThrow();
        for (int i = 0; i < 2; i++) {
            bench.heartbeat = Optional.empty();
            bench.round(Duration.ofSeconds(5));
            bench.heartbeat = Optional.of(last);
            bench.again();
            assertThat(bench.condition(Type.SpecInSync).reason()).isEqualTo("SameSpec");
        }
        bench.heartbeat = Optional.empty();
        bench.round(Duration.ofSeconds(5));
        bench.heartbeat = Optional.of(last);
        bench.again();
        says(bench, Type.SpecInSync, Status.Unknown, "HeartbeatStale");
    }

    @Test
    void theCloudItselfIsPartOfTheStandby() {
        Bench bench = CloudTakeoverPolicyTest.standingBy();
        says(bench, Type.CloudStandbyReady, Status.True, "Standby");
        bench.see(CLOUD, CheckResult.UNKNOWN).rounds(3);
        says(bench, Type.CloudStandbyReady, Status.Unknown, "CloudNotChecked");
        bench.see(CLOUD, CheckResult.DEAD).rounds(3);
        says(bench, Type.CloudStandbyReady, Status.False, "CloudNotServing");
        Bench taken = emergency();
        says(taken, Type.CloudStandbyReady, Status.True, "TakenOver");
    }

    @Test
    void aPlatformWithoutHostsFollowsTheCloudUnlessPausedOrManual() {
        Bench bench = new Bench(Bench.policy(OperatorRole.CLOUD));
        bench.rounds(2);
        assertThat(bench.mode()).isEqualTo(Mode.FULL);
        assertThat(newest(bench).reason()).isEqualTo("the cloud serves");
        assertThat(newest(bench).times().detectedAt()).contains(bench.now);
        Policy automatic = bench.policy;
        bench.policy = ReasonsTest.paused(automatic, Duration.ofMinutes(5));
        bench.see(CLOUD, CheckResult.DEAD).rounds(5);
        assertThat(bench.mode()).isEqualTo(Mode.FULL);
        assertThat(blocked(bench, SafetyRule.PAUSE)).isEqualTo("paused until 2026-01-01T00:05:00Z: maintenance");
        bench.policy = ReasonsTest.with(automatic, true, false, true, TEN_MINUTES);
        bench.rounds(1);
        assertThat(bench.mode()).isEqualTo(Mode.FULL);
        assertThat(blocked(bench, SafetyRule.MANUAL_MODE))
                .isEqualTo("failover.mode is Manual: the cloud does not serve: DEAD; a person has to decide");
        bench.policy = automatic;
        bench.rounds(1);
        assertThat(bench.mode()).isEqualTo(Mode.OUTAGE);
        assertThat(newest(bench).reason()).isEqualTo("the cloud does not serve: DEAD");
        assertThat(newest(bench).times().detectedAt()).isPresent();
        bench.policy = ReasonsTest.with(automatic, false, true, true, TEN_MINUTES);
        bench.state = bench.decider.initial(bench.policy, bench.now);
        bench.rounds(1);
        assertThat(bench.mode()).isEqualTo(Mode.OUTAGE);
        assertThat(bench.active()).isEmpty();
    }
}
