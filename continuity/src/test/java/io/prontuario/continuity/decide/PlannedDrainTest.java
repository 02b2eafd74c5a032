package io.prontuario.continuity.decide;

import static io.prontuario.continuity.decide.Bench.PRIMARY;
import static io.prontuario.continuity.decide.Bench.SECONDARY;
import static io.prontuario.continuity.model.SiteName.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.Action;
import io.prontuario.continuity.model.Condition;
import io.prontuario.continuity.model.DrainRequest;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.PlannedChangeKind;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.State.Transition;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Switchover and drill of a host, which are distinct from failover. */
class PlannedDrainTest {
    /** Both hosts have served for longer than the stabilisation window. */
    private static Bench settled() {
        Bench bench = Bench.running();
        bench.rounds(130);
        return bench;
    }

    private static void ask(Bench bench, PlannedChangeKind kind, SiteName host, Duration lasts) {
        bench.policy = bench.policy.withRequests(bench.policy
                .requests()
                .withDrain(new DrainRequest(kind + " at " + bench.now, kind, host, bench.now.plus(lasts))));
    }

    private static Admission admission(Bench bench, SiteName host) {
        return bench.state.site(host).admission();
    }

    private static String said(Bench bench, boolean allowed) {
        return bench.last.verdicts().stream()
                .filter(verdict ->
                        verdict.rule().className().equals("DrainEligibility") && verdict.allowed() == allowed)
                .map(verdict -> verdict.message())
                .findFirst()
                .orElse("");
    }

    @Test
    void theRoleMovesInOneRoundAndNothingFailed() {
        Bench bench = settled();
        ask(bench, PlannedChangeKind.SWITCHOVER, PRIMARY, Duration.ofSeconds(62));
        bench.rounds(1);
        assertThat(bench.active()).contains(SECONDARY);
        assertThat(bench.mode()).as("nothing is being watched").isEqualTo(Mode.DEGRADED);
        assertThat(bench.routed()).containsExactlyInAnyOrder(SECONDARY, CLOUD);
        assertThat(bench.state.epoch()).isEqualTo(2);
        assertThat(said(bench, true)).contains("SWITCHOVER at", "mac-studio-1 is drained until");
        Transition newest =
                bench.state.transitions().get(bench.state.transitions().size() - 1);
        assertThat(newest.reason()).startsWith("mac-studio-1 is drained on request SWITCHOVER at");
        assertThat(newest.times().detectedAt()).as("it began now").contains(bench.now);
        assertThat(bench.last.actions()).contains(new Action.Announce(newest));
        assertThat(bench.condition(Condition.Type.Ready).message()).contains("is drained on request SWITCHOVER at");
    }

    @Test
    void itIsOverWhenItsTimeIsAndTheHostWasLookedAtAllTheWhile() {
        Bench bench = settled();
        ask(bench, PlannedChangeKind.DRILL, PRIMARY, Duration.ofSeconds(62));
        while (bench.now
                .plusSeconds(5)
                .isBefore(bench.policy.requests().drain().get().until())) {
            bench.rounds(1);
            assertThat(bench.active()).contains(SECONDARY);
        }
        assertThat(said(bench, false)).contains("it is admitted when the drain ends");
        assertThat(bench.last.requeueAfter())
                .isEqualTo(Duration.between(
                        bench.now, bench.policy.requests().drain().get().until()))
                .isLessThan(Duration.ofSeconds(5));
        bench.round(bench.last.requeueAfter());
        assertThat(bench.active()).contains(PRIMARY);
        assertThat(bench.mode()).isEqualTo(Mode.FULL);
        assertThat(bench.last.requeueAfter()).isEqualTo(Duration.ofSeconds(5));
        bench.rounds(5);
        assertThat(bench.state.epoch()).as("one request, one leave").isEqualTo(3);
    }

    @Test
    void takenOffTheObjectItIsOverToo() {
        Bench bench = settled();
        Policy before = bench.policy;
        ask(bench, PlannedChangeKind.SWITCHOVER, PRIMARY, Duration.ofHours(1));
        bench.rounds(3);
        bench.with(before).rounds(1);
        assertThat(bench.active()).contains(PRIMARY);
    }

    @Test
    void aHostThatMissedACheckMeanwhileIsWatchedForTheWholeWindow() {
        Bench bench = settled();
        ask(bench, PlannedChangeKind.SWITCHOVER, PRIMARY, Duration.ofSeconds(62));
        bench.rounds(2);
        bench.see(PRIMARY, CheckResult.DEAD).rounds(1);
        bench.see(PRIMARY, CheckResult.SERVING, "mac-studio-1-boot-1").rounds(120);
        assertThat(bench.active()).contains(SECONDARY);
        bench.rounds(1);
        assertThat(bench.active()).contains(PRIMARY);
    }

    @Test
    void leavingTheOtherHostMovesNoRole() {
        Bench bench = settled();
        ask(bench, PlannedChangeKind.DRILL, SECONDARY, Duration.ofMinutes(5));
        bench.rounds(1);
        assertThat(bench.active()).contains(PRIMARY);
        assertThat(bench.state.epoch()).isEqualTo(1);
        assertThat(bench.routed()).doesNotContain(SECONDARY);
    }

    @Test
    void withoutAnotherHostThatServesItIsRefusedOnceAndForAll() {
        Bench bench = settled();
        ask(bench, PlannedChangeKind.SWITCHOVER, PRIMARY, Duration.ofHours(1));
        bench.see(SECONDARY, CheckResult.UNREADY).rounds(1);
        assertThat(said(bench, false)).contains("refused: no other host is admitted and passes its checks");
        assertThat(admission(bench, PRIMARY)).isEqualTo(Admission.ADMITTED);
        bench.see(SECONDARY, CheckResult.SERVING).rounds(10);
        assertThat(bench.active()).contains(PRIMARY);
        assertThat(said(bench, false)).isEmpty();
        bench.see(PRIMARY, CheckResult.DEAD).rounds(3);
        bench.see(PRIMARY, CheckResult.SERVING, "boot-2").rounds(122);
        assertThat(bench.active()).as("a refused request keeps no host out").contains(PRIMARY);
    }

    @Test
    void whatIsOverOrNotThereIsRefused() {
        Bench bench = settled();
        ask(bench, PlannedChangeKind.SWITCHOVER, PRIMARY, Duration.ofSeconds(5));
        bench.rounds(1);
        assertThat(said(bench, false)).contains("the request has expired");
        ask(bench, PlannedChangeKind.SWITCHOVER, new SiteName("mac-mini-9"), Duration.ofHours(1));
        bench.rounds(1);
        assertThat(said(bench, false)).contains("mac-mini-9 is not admitted");
        assertThat(bench.mode()).isEqualTo(Mode.FULL);
        ask(bench, PlannedChangeKind.SWITCHOVER, PRIMARY, Duration.ofSeconds(6));
        bench.rounds(1);
        assertThat(bench.active()).as("one second is left").contains(SECONDARY);
    }

    @Test
    void aDrillAsksForEveryHostAndASwitchoverDoesNot() {
        SiteName third = new SiteName("mini-3");
        Bench bench = new Bench(Bench.policy(OperatorRole.ONSITE, PRIMARY, SECONDARY, third));
        bench.rounds(2);
        bench.see(third, CheckResult.DEAD).rounds(3);
        ask(bench, PlannedChangeKind.DRILL, PRIMARY, Duration.ofHours(1));
        bench.rounds(1);
        assertThat(said(bench, false)).contains("a drill needs every host admitted and healthy");
        ask(bench, PlannedChangeKind.SWITCHOVER, PRIMARY, Duration.ofHours(1));
        bench.rounds(1);
        assertThat(bench.active()).contains(SECONDARY);
    }

    @Test
    void aDrillAsksForEveryHostToBeWell() {
        SiteName third = new SiteName("mini-3");
        Bench bench = new Bench(Bench.policy(OperatorRole.ONSITE, PRIMARY, SECONDARY, third));
        bench.rounds(2);
        bench.see(third, CheckResult.UNKNOWN).rounds(3);
        ask(bench, PlannedChangeKind.DRILL, PRIMARY, Duration.ofHours(1));
        bench.rounds(1);
        assertThat(said(bench, false)).contains("a drill needs every host");
    }

    @Test
    void aDrillNeedsTheBudgetOfRoleChangesAndASwitchoverDoesNot() {
        Bench bench = settled();
        for (int i = 0; i < 2; i++) {
            ask(bench, PlannedChangeKind.SWITCHOVER, PRIMARY, Duration.ofSeconds(8));
            bench.rounds(3);
        }
        assertThat(bench.state.roleChanges()).as("there and back, twice").hasSize(4);
        ask(bench, PlannedChangeKind.DRILL, PRIMARY, Duration.ofSeconds(8));
        bench.rounds(1);
        assertThat(said(bench, false)).contains("the allowed number of role changes is used up");
        ask(bench, PlannedChangeKind.SWITCHOVER, PRIMARY, Duration.ofSeconds(8));
        bench.rounds(1);
        assertThat(bench.active()).contains(SECONDARY);
    }

    @Test
    void whenTheOtherHostIsLostTheOneThatWasLeftIsTakenBackAtOnce() {
        Bench bench = Bench.running();
        ask(bench, PlannedChangeKind.DRILL, PRIMARY, Duration.ofHours(1));
        bench.rounds(1);
        bench.see(SECONDARY, CheckResult.DEAD).rounds(2);
        assertThat(admission(bench, PRIMARY)).isEqualTo(Admission.DRAINED);
        bench.rounds(1);
        assertThat(said(bench, true)).contains("drain of mac-studio-1 cancelled: no other host can serve");
        assertThat(bench.active()).contains(PRIMARY);
        assertThat(bench.routed()).containsExactlyInAnyOrder(PRIMARY, CLOUD);
        assertThat(bench.state.transitions())
                .noneMatch(change -> change.toSite().equals(Optional.of(CLOUD)));
        bench.see(SECONDARY, CheckResult.SERVING, "boot-2").rounds(125);
        assertThat(bench.mode()).as("it is not begun again").isEqualTo(Mode.FULL);
        assertThat(bench.active()).contains(PRIMARY);
    }

    @Test
    void anUnreadyHostIsNotWaitedForWhileAGoodOneIsOut() {
        Bench bench = Bench.running();
        ask(bench, PlannedChangeKind.DRILL, PRIMARY, Duration.ofHours(1));
        bench.rounds(1);
        bench.see(SECONDARY, CheckResult.UNREADY).rounds(3);
        assertThat(bench.active()).contains(PRIMARY);
        assertThat(admission(bench, SECONDARY)).isEqualTo(Admission.FAILED);
    }

    @Test
    void aHostThatFailsWhileItIsOutIsAFailedHost() {
        Bench bench = settled();
        ask(bench, PlannedChangeKind.SWITCHOVER, PRIMARY, Duration.ofHours(1));
        bench.rounds(1);
        bench.see(PRIMARY, CheckResult.DEAD).rounds(2);
        assertThat(admission(bench, PRIMARY)).isEqualTo(Admission.DRAINED);
        bench.rounds(1);
        assertThat(admission(bench, PRIMARY)).isEqualTo(Admission.FAILED);
        bench.see(PRIMARY, CheckResult.SERVING, "mac-studio-1-boot-1").rounds(2);
        bench.see(SECONDARY, CheckResult.DEAD).rounds(3);
        assertThat(bench.active())
                .as("its window is not over, and the cloud serves")
                .contains(CLOUD);
    }

    @Test
    void aHostThatRestartsWhileItIsOutIsKeptOutAndThenWatched() {
        Bench bench = settled();
        ask(bench, PlannedChangeKind.SWITCHOVER, PRIMARY, Duration.ofMinutes(15));
        bench.rounds(1);
        bench.see(PRIMARY, CheckResult.SERVING, "boot-2").rounds(130);
        assertThat(admission(bench, PRIMARY)).isEqualTo(Admission.REBOOTED);
        assertThat(bench.active()).as("the window is over, the request is not").contains(SECONDARY);
        bench.rounds(51);
        assertThat(bench.active()).contains(PRIMARY);
    }

    @Test
    void anOperatorThatRestartsGoesOnWithIt() {
        Bench bench = settled();
        ask(bench, PlannedChangeKind.DRILL, PRIMARY, Duration.ofHours(1));
        bench.rounds(1);
        bench.restart();
        assertThat(admission(bench, PRIMARY)).isEqualTo(Admission.DRAINED);
        bench.rounds(5);
        assertThat(bench.active()).contains(SECONDARY);
        bench.see(SECONDARY, CheckResult.DEAD).rounds(3);
        assertThat(bench.active()).as("still known to be well").contains(PRIMARY);
    }

    @Test
    void anOperatorThatRestartsAfterwardsWatchesTheHost() {
        Bench bench = settled();
        ask(bench, PlannedChangeKind.DRILL, PRIMARY, Duration.ofSeconds(12));
        bench.rounds(2);
        bench.now = bench.now.plusSeconds(2);
        bench.restart();
        assertThat(admission(bench, PRIMARY)).isEqualTo(Admission.FAILED);
        bench = settled();
        ask(bench, PlannedChangeKind.DRILL, SECONDARY, Duration.ofHours(1));
        bench.see(PRIMARY, CheckResult.DEAD).rounds(3);
        bench.restart();
        assertThat(admission(bench, PRIMARY)).as("no request drains this one").isEqualTo(Admission.FAILED);
    }

    @Test
    void whereAPersonMovesRolesThatIsHow() {
        Bench bench = settled();
        bench.policy =
                AutomationLimitsTest.changed(bench.policy, false, false, Duration.ofMinutes(10), Optional.empty());
        Policy manual = bench.policy;
        ask(bench, PlannedChangeKind.SWITCHOVER, PRIMARY, Duration.ofHours(1));
        bench.rounds(1);
        assertThat(bench.active()).contains(SECONDARY);
        bench.see(SECONDARY, CheckResult.DEAD).rounds(3);
        assertThat(bench.active()).as("the role stays").contains(SECONDARY);
        assertThat(bench.routed()).as("requests do not").contains(PRIMARY);
        bench.see(SECONDARY, CheckResult.SERVING).rounds(3);
        assertThat(bench.active()).contains(SECONDARY);
        bench.with(manual).rounds(3);
        assertThat(bench.active()).as("no request asks for the way back").contains(SECONDARY);
    }

    @Test
    void aDrainHasAnEndSoNoPersonHasToAdmitTheHostAgain() {
        Bench bench = settled();
        bench.policy =
                AutomationLimitsTest.changed(bench.policy, true, false, Duration.ofMinutes(10), Optional.empty());
        ask(bench, PlannedChangeKind.SWITCHOVER, PRIMARY, Duration.ofSeconds(12));
        bench.rounds(1);
        assertThat(bench.active()).contains(SECONDARY);
        bench.rounds(2);
        assertThat(bench.active()).contains(PRIMARY);
    }

    @Test
    void pausedItWaits() {
        Bench bench = settled();
        bench.policy = AutomationLimitsTest.changed(
                bench.policy,
                true,
                true,
                Duration.ofMinutes(10),
                Optional.of(new Policy.Pause(bench.now.plusSeconds(8), "test")));
        ask(bench, PlannedChangeKind.SWITCHOVER, PRIMARY, Duration.ofHours(1));
        bench.rounds(1);
        assertThat(bench.active()).contains(PRIMARY);
        bench.rounds(1);
        assertThat(bench.active()).contains(SECONDARY);
    }
}
