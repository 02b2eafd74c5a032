package io.prontuario.continuity.decide;

import static io.prontuario.continuity.decide.Bench.PRIMARY;
import static io.prontuario.continuity.decide.Bench.SECONDARY;
import static io.prontuario.continuity.model.SiteName.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.Condition;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Damping, manual mode, pause; and platforms of another shape. */
class AutomationLimitsTest {
    static Policy changed(
            Policy p, boolean failover, boolean failback, Duration stabilization, Optional<Policy.Pause> pause) {
        return new Policy(
                p.operatorRole(),
                p.hosts(),
                p.cloud(),
                new Policy.Thresholds(
                        p.thresholds().interval(),
                        p.thresholds().failures(),
                        p.thresholds().successes()),
                new Policy.Windows(p.windows().takeoverAfter(), p.windows().unreadyAfter(), stabilization),
                new Policy.Automation(failover, failback),
                new Policy.RateLimit(p.rateLimit().changes(), p.rateLimit().window()),
                new Policy.Requests(pause, Optional.empty()));
    }

    /** One failure and return of the primary: two role changes. */
    /** The same policy, paused for the next minute of a bench. */
    static Policy paused(Policy p) {
        return changed(
                p,
                true,
                true,
                p.windows().stabilization(),
                Optional.of(new Policy.Pause(Bench.START.plusSeconds(60), "test")));
    }

    /** The same policy with a person who moves roles. */
    static Policy manual(Policy p) {
        return changed(p, false, false, p.windows().stabilization(), Optional.empty());
    }

    private static void flap(Bench bench) {
        bench.see(PRIMARY, CheckResult.DEAD);
        bench.rounds(3);
        bench.see(PRIMARY, CheckResult.SERVING, "boot-" + bench.now);
        bench.rounds(8);
    }

    private static Bench quick() {
        Bench bench = Bench.running();
        bench.policy = changed(bench.policy, true, true, Duration.ofSeconds(30), Optional.empty());
        return bench;
    }

    @Test
    void theFifthRoleChangeAwayFromAServingSiteIsHeldAndSaidSo() {
        Bench bench = quick();
        flap(bench);
        flap(bench);
        assertThat(bench.active()).contains(PRIMARY);
        assertThat(bench.state.roleChanges()).hasSize(4);
        flap(bench);
        assertThat(bench.active()).as("held").contains(SECONDARY);
        assertThat(bench.routed()).doesNotContain(PRIMARY);
        assertThat(bench.condition(Condition.Type.Stalled).reason()).isEqualTo("RoleChangesRateLimited");
        Instant oldest = bench.state.roleChanges().get(1); // five changes are in the window: two have to leave
        while (bench.now.isBefore(oldest.plus(Duration.ofHours(1)).minusSeconds(5))) {
            bench.rounds(1);
        }
        assertThat(bench.active()).contains(SECONDARY);
        bench.rounds(1);
        assertThat(bench.active()).as("the window has passed").contains(PRIMARY);
    }

    @Test
    void aLostSiteIsLeftEvenWhenTheBudgetIsUsedUp() {
        Bench bench = quick();
        flap(bench);
        flap(bench);
        flap(bench);
        bench.see(SECONDARY, CheckResult.DEAD);
        bench.rounds(3);
        assertThat(bench.active()).isNotEqualTo(Optional.of(SECONDARY));
        assertThat(bench.routed()).doesNotContain(SECONDARY);
    }

    @Test
    void fromNothingToSomethingIsNeverHeld() {
        Bench bench = quick();
        flap(bench);
        flap(bench);
        flap(bench);
        bench.see(CLOUD, CheckResult.DEAD).see(SECONDARY, CheckResult.DEAD).see(PRIMARY, CheckResult.DEAD);
        bench.rounds(3);
        assertThat(bench.mode()).isEqualTo(Mode.OUTAGE);
        bench.see(PRIMARY, CheckResult.SERVING, "boot-last");
        bench.rounds(2);
        assertThat(bench.active()).contains(PRIMARY);
    }

    @Test
    void aHostThatDoesNotTakeTheRoleIsAdmittedWhateverTheBudget() {
        Bench bench = quick();
        flap(bench);
        flap(bench);
        bench.see(SECONDARY, CheckResult.DEAD);
        bench.rounds(3);
        bench.see(SECONDARY, CheckResult.SERVING, "boot-s");
        bench.rounds(8);
        assertThat(bench.mode()).isEqualTo(Mode.FULL);
    }

    @Test
    void aClockJumpDoesNotRefillTheBudget() {
        Bench bench = quick();
        flap(bench);
        flap(bench);
        bench.see(PRIMARY, CheckResult.DEAD);
        bench.rounds(3);
        bench.see(PRIMARY, CheckResult.SERVING, "boot-x");
        bench.rounds(2);
        bench.round(Duration.ofHours(30));
        bench.rounds(20);
        assertThat(bench.active()).contains(SECONDARY);
    }

    @Test
    void anOperatorRestartDoesNotRefillTheBudget() {
        Bench bench = quick();
        flap(bench);
        flap(bench);
        bench.restart();
        flap(bench);
        assertThat(bench.active()).contains(SECONDARY);
    }

    @Test
    void pausedMeansNoTransitionUntilItExpires() {
        Bench bench = Bench.running();
        Instant until = bench.now.plusSeconds(62);
        bench.policy = changed(
                bench.policy,
                true,
                true,
                bench.policy.windows().stabilization(),
                Optional.of(new Policy.Pause(until, "new rack")));
        bench.see(PRIMARY, CheckResult.DEAD).see(SECONDARY, CheckResult.DEAD);
        while (bench.now.plusSeconds(5).isBefore(until)) {
            bench.rounds(1);
            assertThat(bench.mode()).isEqualTo(Mode.FULL);
            assertThat(bench.state.epoch()).isEqualTo(1);
        }
        assertThat(bench.condition(Condition.Type.FailoverAllowed).reason()).isEqualTo("Paused");
        assertThat(bench.condition(Condition.Type.Ready).reason()).isEqualTo("ActiveSiteDown");
        assertThat(bench.last.requeueAfter()).isEqualTo(Duration.between(bench.now, until));
        bench.round(bench.last.requeueAfter());
        assertThat(bench.mode()).isEqualTo(Mode.EMERGENCY);
    }

    @Test
    void aHostThatRestartsDuringAPauseIsNotRoutedAndNotLatched() {
        Bench bench = Bench.running();
        bench.policy = changed(
                bench.policy,
                true,
                true,
                bench.policy.windows().stabilization(),
                Optional.of(new Policy.Pause(bench.now.plusSeconds(3600), "patch")));
        bench.see(PRIMARY, CheckResult.SERVING, "boot-2");
        bench.rounds(300);
        assertThat(bench.routed()).doesNotContain(PRIMARY);
        assertThat(bench.admits()).isEmpty();
        assertThat(bench.mode()).isEqualTo(Mode.FULL);
        assertThat(bench.active()).contains(PRIMARY);
    }

    @Test
    void inManualModeADeadActiveSiteIsReportedAndKept() {
        Bench bench = Bench.running();
        bench.policy = changed(bench.policy, false, true, bench.policy.windows().stabilization(), Optional.empty());
        bench.see(PRIMARY, CheckResult.DEAD);
        bench.rounds(50);
        assertThat(bench.active()).contains(PRIMARY);
        assertThat(bench.state.epoch()).isEqualTo(1);
        assertThat(bench.condition(Condition.Type.FailoverAllowed).reason()).isEqualTo("ManualMode");
        assertThat(bench.condition(Condition.Type.Ready).reason()).isEqualTo("ActiveSiteDown");
    }

    @Test
    void inManualModeAPlatformStillStarts() {
        Bench bench = Bench.onsite();
        bench.policy =
                changed(bench.policy, false, false, bench.policy.windows().stabilization(), Optional.empty());
        bench.rounds(2);
        assertThat(bench.mode()).isEqualTo(Mode.FULL);
        assertThat(bench.active()).contains(PRIMARY);
    }

    @Test
    void inManualFailbackAStableHostWaitsForAPerson() {
        Bench bench = Bench.running();
        bench.policy = changed(bench.policy, true, false, Duration.ofSeconds(30), Optional.empty());
        bench.see(PRIMARY, CheckResult.SERVING, "boot-2");
        bench.rounds(50);
        assertThat(bench.active()).contains(SECONDARY);
        assertThat(bench.condition(Condition.Type.Stalled).reason()).isEqualTo("ManualActionRequired");
    }

    @Test
    void threeSpecialisedWorkersAreDegradedWhenOneIsDown() {
        SiteName third = new SiteName("mini-3");
        Bench bench = new Bench(Bench.policy(OperatorRole.ONSITE, PRIMARY, SECONDARY, third));
        bench.rounds(2);
        assertThat(bench.mode()).isEqualTo(Mode.FULL);
        bench.see(third, CheckResult.DEAD);
        bench.rounds(3);
        assertThat(bench.mode()).isEqualTo(Mode.DEGRADED);
        assertThat(bench.state.epoch()).as("no role moved").isEqualTo(1);
    }

    @Test
    void aPlatformWhoseHostsNeverComeUpIsServedByTheCloudAfterTheThreshold() {
        Bench bench = Bench.onsite();
        bench.see(PRIMARY, CheckResult.DEAD).see(SECONDARY, CheckResult.UNREADY);
        bench.rounds(12);
        assertThat(bench.mode()).as("still being created").isEqualTo(Mode.OUTAGE);
        bench.rounds(1);
        assertThat(bench.mode()).isEqualTo(Mode.EMERGENCY);
        bench.see(SECONDARY, CheckResult.SERVING);
        bench.rounds(2);
        assertThat(bench.mode()).as("no admission on record: no window").isEqualTo(Mode.DEGRADED);
        assertThat(bench.active()).contains(SECONDARY);
    }

    @Test
    void theHistoryIsBoundedAndKeepsRoleChanges() {
        Bench bench = quick();
        flap(bench);
        for (int i = 0; i < 60; i++) {
            bench.see(SECONDARY, CheckResult.DEAD);
            bench.rounds(3);
            bench.see(SECONDARY, CheckResult.SERVING, "s" + i);
            bench.rounds(8);
        }
        List<State.Transition> history = bench.state.transitions();
        assertThat(history).hasSize(50);
        assertThat(history.stream().filter(State.Transition::roleChanged)).hasSize(3);
    }

    @Test
    void phaseTimesAreFilledByLaterObservations() {
        Bench bench = Bench.running();
        bench.frontDoor("edge", PRIMARY, SECONDARY);
        bench.rounds(1);
        bench.see(PRIMARY, CheckResult.UNREADY);
        bench.rounds(3);
        State.Transition decided = newest(bench);
        assertThat(decided.toSite()).contains(SECONDARY);
        assertThat(decided.times().routedAt()).isEmpty();
        bench.frontDoor("edge", SECONDARY);
        bench.rounds(1);
        assertThat(newest(bench).times().routedAt()).contains(bench.now);
        assertThat(newest(bench).times().servedAt()).isPresent();
    }

    private static State.Transition newest(Bench bench) {
        return bench.state.transitions().get(bench.state.transitions().size() - 1);
    }
}
