package io.prontuario.continuity.decide;

import static io.prontuario.continuity.decide.Bench.PRIMARY;
import static io.prontuario.continuity.decide.Bench.SECONDARY;
import static io.prontuario.continuity.model.SiteName.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.Action;
import io.prontuario.continuity.model.CloudRole;
import io.prontuario.continuity.model.Condition;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Observation.Heartbeat;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.Policy;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CloudTakeoverPolicyTest {
    /** In the cloud, both hosts serving, the edge's front door using them. */
    static Bench standingBy() {
        Bench bench = new Bench(Bench.policy(OperatorRole.CLOUD, PRIMARY, SECONDARY));
        bench.frontDoor("edge", PRIMARY, SECONDARY);
        bench.heartbeat = Optional.of(new Heartbeat(0, "hash", Mode.FULL, 1));
        bench.rounds(3);
        return bench;
    }

    private static boolean scaled(Bench bench) {
        return bench.last.actions().contains(new Action.ScaleEmergency(CloudRole.ACTIVE));
    }

    @Test
    void standsByWhileHostsServe() {
        Bench bench = standingBy();
        assertThat(bench.mode()).isEqualTo(Mode.FULL);
        assertThat(bench.active()).contains(PRIMARY);
        assertThat(bench.last.actions()).contains(new Action.ScaleEmergency(CloudRole.STANDBY));
        assertThat(bench.routed()).containsExactlyInAnyOrder(PRIMARY, SECONDARY, CLOUD);
        assertThat(bench.condition(Condition.Type.CloudStandbyReady).status()).isEqualTo(Condition.Status.True);
        assertThat(bench.condition(Condition.Type.SpecInSync).status()).isEqualTo(Condition.Status.True);
    }

    @Test
    void takesOverAtTheThirdReportThatNoHostServesAndNotAtTheSecond() {
        Bench bench = standingBy();
        bench.frontDoor("edge", CLOUD).see(PRIMARY, CheckResult.UNKNOWN).see(SECONDARY, CheckResult.UNKNOWN);
        bench.rounds(2);
        assertThat(bench.mode()).isEqualTo(Mode.FULL);
        assertThat(scaled(bench)).isFalse();
        bench.rounds(1);
        assertThat(bench.mode()).isEqualTo(Mode.EMERGENCY);
        assertThat(bench.active()).contains(CLOUD);
        assertThat(scaled(bench)).isTrue();
        assertThat(bench.routed()).containsExactly(CLOUD);
        assertThat(bench.last.actions()).anyMatch(Action.Announce.class::isInstance);
    }

    @Test
    void takesOverFromItsOwnChecksWhenAFrontDoorAnswersWithoutKnowing() {
        Bench bench = standingBy();
        bench.frontDoors.put(
                "edge", new io.prontuario.continuity.model.Observation.FrontDoorReport(true, 3, java.util.Map.of()));
        bench.see(PRIMARY, CheckResult.DEAD).see(SECONDARY, CheckResult.DEAD);
        bench.rounds(2);
        assertThat(bench.mode()).as("its last word still counts").isEqualTo(Mode.FULL);
        bench.rounds(1);
        assertThat(bench.mode()).isEqualTo(Mode.EMERGENCY);
    }

    @Test
    void aCutVpnChangesNothingAndSaysSo() {
        Bench bench = standingBy();
        bench.frontDoorSilent("edge").see(PRIMARY, CheckResult.DEAD).see(SECONDARY, CheckResult.DEAD);
        bench.heartbeat = Optional.empty();
        bench.rounds(500);
        assertThat(bench.mode()).isEqualTo(Mode.FULL);
        assertThat(scaled(bench)).isFalse();
        assertThat(bench.condition(Condition.Type.CloudStandbyReady).reason()).isEqualTo("SiteSilent");
    }

    @Test
    void aSilentFrontDoorWithLivingHostsChangesNothingAndSaysSo() {
        Bench bench = standingBy();
        bench.frontDoorSilent("edge");
        bench.rounds(500);
        assertThat(bench.mode()).isEqualTo(Mode.FULL);
        assertThat(bench.condition(Condition.Type.CloudStandbyReady).reason()).isEqualTo("FrontDoorSilent");
    }

    @Test
    void silentHostsWithAFrontDoorThatUsesThemChangeNothing() {
        Bench bench = standingBy();
        bench.see(PRIMARY, CheckResult.DEAD).see(SECONDARY, CheckResult.DEAD);
        bench.rounds(500);
        assertThat(bench.mode()).isEqualTo(Mode.FULL);
    }

    @Test
    void oneFrontDoorThatUsesAHostOutweighsOneThatDoesNot() {
        Bench bench = standingBy();
        bench.frontDoor("mac-studio-1", CLOUD);
        bench.rounds(100);
        assertThat(bench.mode()).isEqualTo(Mode.FULL);
    }

    @Test
    void aCutDuringTheEvidenceDoesNotAgeIt() {
        Bench bench = standingBy();
        bench.policy = withTakeoverAfter(bench.policy, Duration.ofSeconds(20));
        bench.frontDoor("edge", CLOUD).see(PRIMARY, CheckResult.DEAD).see(SECONDARY, CheckResult.DEAD);
        bench.rounds(4);
        bench.frontDoorSilent("edge");
        bench.rounds(100);
        assertThat(bench.mode()).isEqualTo(Mode.FULL);
        bench.frontDoor("edge", CLOUD);
        bench.rounds(4);
        assertThat(bench.mode()).isEqualTo(Mode.EMERGENCY);
    }

    @Test
    void hostsAliveButUnreadyGetTheLongerWindow() {
        Bench bench = standingBy();
        bench.frontDoor("edge", CLOUD).see(PRIMARY, CheckResult.UNREADY).see(SECONDARY, CheckResult.UNREADY);
        bench.rounds(14);
        assertThat(bench.mode()).isEqualTo(Mode.FULL);
        bench.rounds(1);
        assertThat(bench.mode()).isEqualTo(Mode.EMERGENCY);
    }

    @Test
    void takingOverWithoutCapacityIsAnOutageThatScalesAndThenAnEmergency() {
        Bench bench = standingBy();
        bench.see(CLOUD, CheckResult.DEAD)
                .frontDoor("edge")
                .see(PRIMARY, CheckResult.DEAD)
                .see(SECONDARY, CheckResult.DEAD);
        bench.rounds(3);
        assertThat(bench.mode()).isEqualTo(Mode.OUTAGE);
        assertThat(scaled(bench)).isTrue();
        bench.see(CLOUD, CheckResult.SERVING);
        bench.rounds(2);
        assertThat(bench.mode()).isEqualTo(Mode.EMERGENCY);
        assertThat(bench.state.epoch()).isEqualTo(3);
    }

    private static Bench takenOver() {
        Bench bench = standingBy();
        bench.frontDoor("edge", CLOUD).see(PRIMARY, CheckResult.DEAD).see(SECONDARY, CheckResult.DEAD);
        bench.heartbeat = bench.heartbeat.map(beat -> new Heartbeat(0, "hash", Mode.EMERGENCY, 2));
        bench.rounds(5);
        assertThat(bench.mode()).isEqualTo(Mode.EMERGENCY);
        return bench;
    }

    @Test
    void handsBackWhenTheSiteHasWatchedItsHosts() {
        Bench bench = takenOver();
        bench.see(PRIMARY, CheckResult.SERVING).see(SECONDARY, CheckResult.SERVING);
        bench.rounds(2);
        assertThat(bench.mode()).isEqualTo(Mode.FAILBACK);
        assertThat(bench.active()).contains(CLOUD);
        assertThat(scaled(bench)).isTrue();
        bench.frontDoor("edge", PRIMARY, SECONDARY);
        bench.heartbeat = bench.heartbeat.map(beat -> new Heartbeat(0, "hash", Mode.FULL, 3));
        bench.rounds(1);
        assertThat(bench.mode()).isEqualTo(Mode.FAILBACK);
        bench.rounds(1);
        assertThat(bench.mode()).isEqualTo(Mode.FULL);
        assertThat(bench.active()).contains(PRIMARY);
        assertThat(scaled(bench)).isFalse();
    }

    @Test
    void withoutTheHeartbeatTheFrontDoorsWordTakesTheWholeWindow() {
        Bench bench = takenOver();
        bench.heartbeat = Optional.empty();
        bench.frontDoor("edge", PRIMARY, SECONDARY)
                .see(PRIMARY, CheckResult.SERVING)
                .see(SECONDARY, CheckResult.SERVING);
        bench.rounds(120);
        assertThat(bench.mode()).isEqualTo(Mode.FAILBACK);
        bench.rounds(1);
        assertThat(bench.mode()).isEqualTo(Mode.FULL);
    }

    @Test
    void aCutDuringTheEmergencyKeepsIt() {
        Bench bench = takenOver();
        bench.frontDoorSilent("edge").see(PRIMARY, CheckResult.UNKNOWN).see(SECONDARY, CheckResult.UNKNOWN);
        bench.rounds(500);
        assertThat(bench.mode()).isEqualTo(Mode.EMERGENCY);
        assertThat(scaled(bench)).isTrue();
    }

    @Test
    void aRestartOfTheCloudOperatorKeepsTheEmergency() {
        Bench bench = takenOver();
        bench.restart();
        bench.rounds(1);
        assertThat(bench.mode()).isEqualTo(Mode.EMERGENCY);
        assertThat(scaled(bench)).isTrue();
    }

    @Test
    void specsThatDifferBlockTheStandby() {
        Bench bench = standingBy();
        bench.heartbeat = bench.heartbeat.map(beat -> new Heartbeat(0, "other", Mode.FULL, 1));
        bench.rounds(1);
        assertThat(bench.condition(Condition.Type.SpecInSync).reason()).isEqualTo("SpecsDiffer");
        assertThat(bench.condition(Condition.Type.CloudStandbyReady).reason()).isEqualTo("SpecOutOfSync");
    }

    @Test
    void aPlatformWithoutHostsIsFullWhenTheCloudServesElseOutage() {
        Bench bench = new Bench(Bench.policy(OperatorRole.CLOUD));
        bench.rounds(1);
        assertThat(bench.mode()).isEqualTo(Mode.OUTAGE);
        bench.rounds(1);
        assertThat(bench.mode()).isEqualTo(Mode.FULL);
        assertThat(bench.active()).contains(CLOUD);
        assertThat(bench.routed()).containsExactly(CLOUD);
        assertThat(bench.last.actions()).noneMatch(Action.ScaleEmergency.class::isInstance);
        bench.see(CLOUD, CheckResult.DEAD);
        bench.rounds(2);
        assertThat(bench.mode()).isEqualTo(Mode.FULL);
        bench.rounds(1);
        assertThat(bench.mode()).isEqualTo(Mode.OUTAGE);
    }

    @Test
    void whetherAHostIsUsedStaysAsReportedWhileNoFrontDoorAnswersAndIsNoAdmission() {
        Bench bench = standingBy();
        bench.frontDoor("edge", PRIMARY);
        bench.rounds(1);
        assertThat(bench.state.inUse(PRIMARY)).isTrue();
        assertThat(bench.state.inUse(SECONDARY)).isFalse();
        bench.frontDoorSilent("edge");
        bench.see(PRIMARY, CheckResult.SERVING, "another-boot");
        bench.rounds(2);
        assertThat(bench.state.inUse(PRIMARY)).as("as last reported").isTrue();
        assertThat(bench.state.site(PRIMARY).admission())
                .as("the site decides")
                .isEqualTo(io.prontuario.continuity.model.State.Admission.NEVER);
        assertThat(bench.routed()).containsExactlyInAnyOrder(PRIMARY, CLOUD);
        bench.frontDoor("edge", SECONDARY);
        bench.rounds(1);
        assertThat(bench.state.inUse(PRIMARY)).isFalse();
        assertThat(io.prontuario.continuity.model.PersistedState.of(bench.state)
                        .sites()
                        .get(PRIMARY)
                        .admitted())
                .contains(false);
    }

    private static Policy withTakeoverAfter(Policy p, Duration takeoverAfter) {
        return new Policy(
                p.operatorRole(),
                p.hosts(),
                p.cloud(),
                p.thresholds(),
                new Policy.Windows(
                        takeoverAfter, p.windows().unreadyAfter(), p.windows().stabilization()),
                p.automation(),
                p.rateLimit(),
                p.requests());
    }
}
