package io.prontuario.continuity.decide;

import static io.prontuario.continuity.decide.Bench.PRIMARY;
import static io.prontuario.continuity.decide.Bench.SECONDARY;
import static io.prontuario.continuity.model.SiteName.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.Condition.Status;
import io.prontuario.continuity.model.Condition.Type;
import io.prontuario.continuity.model.Decision.Verdict;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Observation.FrontDoorReport;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Transition;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people read on site: conditions, the history's reasons and times, and which rule took part. */
class ReasonsTest {
    static Policy with(Policy p, boolean cloud, boolean failover, boolean failback, Duration stabilization) {
        return new Policy(
                p.operatorRole(),
                p.hosts(),
                cloud,
                new Policy.Thresholds(
                        p.thresholds().interval(),
                        p.thresholds().failures(),
                        p.thresholds().successes()),
                new Policy.Windows(p.windows().takeoverAfter(), p.windows().unreadyAfter(), stabilization),
                new Policy.Automation(failover, failback),
                new Policy.RateLimit(p.rateLimit().changes(), p.rateLimit().window()),
                Policy.Requests.NONE);
    }

    static Policy paused(Policy p, Duration from) {
        return new Policy(
                p.operatorRole(),
                p.hosts(),
                p.cloud(),
                new Policy.Thresholds(
                        p.thresholds().interval(),
                        p.thresholds().failures(),
                        p.thresholds().successes()),
                new Policy.Windows(
                        p.windows().takeoverAfter(),
                        p.windows().unreadyAfter(),
                        p.windows().stabilization()),
                new Policy.Automation(p.automation().failover(), p.automation().failback()),
                new Policy.RateLimit(p.rateLimit().changes(), p.rateLimit().window()),
                new Policy.Requests(
                        Optional.of(new Policy.Pause(Bench.START.plus(from), "maintenance")), Optional.empty()));
    }

    static Transition newest(Bench bench) {
        return bench.state.transitions().get(bench.state.transitions().size() - 1);
    }

    static void says(Bench bench, Type type, Status status, String reason) {
        assertThat(bench.condition(type).status())
                .as("%s", bench.condition(type))
                .isEqualTo(status);
        assertThat(bench.condition(type).reason()).isEqualTo(reason);
    }

    static String blocked(Bench bench, SafetyRule rule) {
        return bench.last.verdicts().stream()
                .filter(verdict -> !verdict.allowed() && verdict.rule() == rule)
                .map(Verdict::message)
                .findFirst()
                .orElse("nothing");
    }

    static String allowed(Bench bench, SafetyRule rule) {
        return bench.last.verdicts().stream()
                .filter(verdict -> verdict.allowed() && verdict.rule() == rule)
                .map(Verdict::message)
                .findFirst()
                .orElse("nothing");
    }

    @Test
    void readyNamesWhoIsMissingAndWhy() {
        Bench bench = Bench.onsite();
        bench.rounds(1);
        says(bench, Type.Ready, Status.False, "Starting");
        bench.rounds(1);
        says(bench, Type.Ready, Status.True, "Full");
        bench.see(SECONDARY, CheckResult.DEAD).rounds(3);
        says(bench, Type.Ready, Status.True, "Degraded");
        assertThat(bench.condition(Type.Ready).message()).isEqualTo("mac-studio-2 is down: DEAD");
        bench.see(SECONDARY, CheckResult.UNKNOWN).rounds(3);
        assertThat(bench.condition(Type.Ready).message()).isEqualTo("mac-studio-2 cannot be checked: UNKNOWN");
        bench.see(SECONDARY, CheckResult.SERVING, "again").rounds(2);
        says(bench, Type.Ready, Status.True, "Failback");
        assertThat(bench.condition(Type.Ready).message()).isEqualTo("mac-studio-2 is healthy again and is observed");
        says(bench, Type.Reconciling, Status.True, "Stabilizing");
    }

    @Test
    void readyIsFalseWhileTheCloudOrNothingServes() {
        Bench bench = Bench.running();
        bench.see(PRIMARY, CheckResult.DEAD).see(SECONDARY, CheckResult.DEAD).rounds(3);
        says(bench, Type.Ready, Status.False, "Emergency");
        bench.see(PRIMARY, CheckResult.SERVING, "again").rounds(2);
        says(bench, Type.Ready, Status.False, "Failback");
        assertThat(newest(bench).reason())
                .isEqualTo("hosts are healthy again and are observed; the cloud serves meanwhile");
        assertThat(newest(bench).times().detectedAt()).contains(bench.now);
        bench.see(PRIMARY, CheckResult.DEAD).see(CLOUD, CheckResult.DEAD).rounds(3);
        says(bench, Type.Ready, Status.False, "Outage");
        assertThat(newest(bench).reason()).isEqualTo("no host is admitted and the cloud does not serve");
        assertThat(newest(bench).times().detectedAt()).contains(bench.now.minusSeconds(10));
        bench.see(CLOUD, CheckResult.UNKNOWN).rounds(3);
        assertThat(bench.mode()).as("unknown never promotes").isEqualTo(Mode.OUTAGE);
    }

    @Test
    void theHistorySaysWhichHostFailedAndSinceWhen() {
        Bench bench = Bench.running();
        bench.see(PRIMARY, CheckResult.DEAD).rounds(3);
        assertThat(newest(bench).reason()).isEqualTo("mac-studio-1 failed: DEAD");
        assertThat(newest(bench).times().detectedAt()).contains(bench.now.minusSeconds(10));
        bench.see(PRIMARY, CheckResult.SERVING, "again").rounds(1);
        assertThat(bench.mode()).isEqualTo(Mode.DEGRADED);
        bench.rounds(1);
        assertThat(newest(bench).reason()).isEqualTo("mac-studio-1 is healthy again and is observed");
        assertThat(newest(bench).times().detectedAt()).contains(bench.now);
        bench.rounds(121);
        assertThat(newest(bench).reason()).isEqualTo("mac-studio-1 is admitted");
        bench.see(SECONDARY, CheckResult.SERVING, "restarted").rounds(1);
        assertThat(newest(bench).reason()).isEqualTo("mac-studio-2 restarted");
    }

    @Test
    void aHostThatFailedAndOneThatCameInTheSameRoundAreToldByTheOneThatFailed() {
        Bench bench = new Bench(Bench.policy(OperatorRole.ONSITE, PRIMARY, SECONDARY, new SiteName("third")));
        bench.rounds(2);
        bench.policy = with(bench.policy, true, true, true, Duration.ofSeconds(10));
        bench.see(SECONDARY, CheckResult.SERVING, "again").rounds(1);
        bench.rounds(1);
        bench.see(new SiteName("third"), CheckResult.SERVING, "again too").rounds(1);
        assertThat(bench.state.site(SECONDARY).admitted()).isTrue();
        assertThat(newest(bench).reason()).isIn("third restarted", "mac-studio-2 is healthy again and is observed");
    }

    @Test
    void routesAreConvergedWhenEveryFrontDoorThatAnswersUsesTheActiveSiteAndNoLostOne() {
        Bench bench = Bench.running();
        says(bench, Type.RoutesConverged, Status.Unknown, "NoFrontDoorAnswers");
        bench.frontDoorSilent("edge").rounds(1);
        says(bench, Type.RoutesConverged, Status.Unknown, "NoFrontDoorAnswers");
        bench.frontDoor("edge", PRIMARY, SECONDARY).rounds(1);
        says(bench, Type.RoutesConverged, Status.True, "Converged");
        bench.frontDoorSilent("mac-studio-2").rounds(1);
        says(bench, Type.RoutesConverged, Status.True, "Converged");
        bench.frontDoor("mac-studio-2", SECONDARY).rounds(1);
        says(bench, Type.RoutesConverged, Status.False, "ActiveSiteNotRouted");
        bench.frontDoor("mac-studio-2", PRIMARY)
                .see(SECONDARY, CheckResult.UNREADY)
                .rounds(3);
        says(bench, Type.RoutesConverged, Status.False, "RoutesBehind");
        bench.frontDoor("edge", PRIMARY).rounds(1);
        says(bench, Type.RoutesConverged, Status.True, "Converged");
        says(bench, Type.Reconciling, Status.False, "Settled");
    }

    @Test
    void aChangeIsReconcilingUntilAFrontDoorServesTheNewSite() {
        Bench bench = Bench.running();
        bench.frontDoor("edge", SECONDARY).rounds(1);
        bench.frontDoor("edge").see(PRIMARY, CheckResult.DEAD).rounds(3);
        says(bench, Type.Reconciling, Status.True, "Routing");
        bench.frontDoor("edge", SECONDARY).rounds(1);
        says(bench, Type.Reconciling, Status.False, "Settled");
    }

    @Test
    void failoverIsAllowedWhileThereIsAnotherSite() {
        Bench bench = Bench.running();
        says(bench, Type.FailoverAllowed, Status.True, "Automatic");
        bench.see(PRIMARY, CheckResult.DEAD).rounds(3);
        says(bench, Type.FailoverAllowed, Status.True, "Automatic");
        bench.see(SECONDARY, CheckResult.DEAD).rounds(3);
        says(bench, Type.FailoverAllowed, Status.False, "NoOtherSite");
        Bench alone = new Bench(
                with(Bench.policy(OperatorRole.ONSITE, PRIMARY, SECONDARY), false, true, true, Duration.ofMinutes(10)));
        alone.rounds(2);
        says(alone, Type.FailoverAllowed, Status.True, "Automatic");
        says(alone, Type.CloudStandbyReady, Status.False, "NoCloud");
        alone.see(SECONDARY, CheckResult.DEAD).rounds(3);
        says(alone, Type.FailoverAllowed, Status.False, "NoOtherSite");
        alone.see(PRIMARY, CheckResult.DEAD).rounds(3);
        assertThat(alone.mode()).isEqualTo(Mode.OUTAGE);
    }

    @Test
    void pausedSaysUntilWhenAndManualSaysWhatWaits() {
        Bench bench = Bench.running();
        bench.policy = paused(bench.policy, Duration.ofSeconds(60));
        bench.see(PRIMARY, CheckResult.DEAD).rounds(4);
        assertThat(blocked(bench, SafetyRule.PAUSE)).isEqualTo("paused until 2026-01-01T00:01:00Z: maintenance");
        says(bench, Type.FailoverAllowed, Status.False, "Paused");
        assertThat(bench.active()).contains(PRIMARY);
        bench.policy = with(bench.policy, true, false, true, Duration.ofMinutes(10));
        bench.rounds(1);
        assertThat(bench.state.site(PRIMARY).admitted()).isTrue();
        says(bench, Type.Ready, Status.False, "ActiveSiteDown");
        assertThat(bench.mode()).isEqualTo(Mode.DEGRADED);
    }

    @Test
    void inManualModeTheRoleStaysEvenWhenItsHostIsWithdrawn() {
        Bench bench = Bench.running();
        bench.policy = with(bench.policy, true, false, true, Duration.ofMinutes(10));
        bench.see(PRIMARY, CheckResult.SERVING, "again").rounds(1);
        assertThat(bench.active()).contains(PRIMARY);
        assertThat(blocked(bench, SafetyRule.MANUAL_MODE))
                .startsWith("failover.mode is Manual: ")
                .endsWith("a person has to decide");
        says(bench, Type.Stalled, Status.True, "ManualActionRequired");
        assertThat(bench.condition(Type.Stalled).message()).isEqualTo(blocked(bench, SafetyRule.MANUAL_MODE));
        says(bench, Type.Ready, Status.False, "ActiveSiteDown");
    }

    @Test
    void aWatchedHostSaysHowLongItIsStillWatched() {
        Bench bench = Bench.running();
        says(bench, Type.Stalled, Status.False, "NotStalled");
        bench.see(SECONDARY, CheckResult.DEAD).rounds(3);
        bench.see(SECONDARY, CheckResult.SERVING, "again").rounds(3);
        assertThat(blocked(bench, SafetyRule.STABILIZATION))
                .isEqualTo("mac-studio-2 is healthy again and is observed for 9m50s more before it is admitted");
        bench.checks.remove(SECONDARY);
        bench.rounds(1);
        assertThat(blocked(bench, SafetyRule.STABILIZATION)).contains("does not report a boot id");
        assertThat(bench.state.site(SECONDARY).admitted()).isFalse();
    }

    @Test
    void aHostWhoseAgentDoesNotSayItsBootIsNotAdmittedThoughNothingElseServes() {
        Bench bench = Bench.running();
        bench.see(PRIMARY, CheckResult.DEAD)
                .see(SECONDARY, CheckResult.DEAD)
                .see(CLOUD, CheckResult.DEAD)
                .rounds(3);
        assertThat(bench.mode()).isEqualTo(Mode.OUTAGE);
        bench.see(PRIMARY, CheckResult.SERVING).rounds(3);
        assertThat(bench.mode()).isEqualTo(Mode.OUTAGE);
        assertThat(blocked(bench, SafetyRule.STABILIZATION)).contains("start the agent");
        bench.see(PRIMARY, CheckResult.SERVING, "mac-studio-1-boot-1").rounds(1);
        assertThat(bench.mode()).isEqualTo(Mode.DEGRADED);
        assertThat(allowed(bench, SafetyRule.TOTAL_OUTAGE_BYPASS)).contains("admitted without waiting");
    }

    @Test
    void aHostAliveButUnreadyWithNoOtherSaysHowLongItIsStillWaitedFor() {
        Bench bench = Bench.running();
        bench.see(PRIMARY, CheckResult.UNREADY)
                .see(SECONDARY, CheckResult.UNREADY)
                .rounds(4);
        assertThat(blocked(bench, SafetyRule.UNREADY_GRACE_PERIOD))
                .contains("mac-studio-1", "withdrawn in 45s unless it recovers");
    }

    @Test
    void aFrontDoorThatAnswersAndUsesNoHostIsNoVeto() {
        Bench bench = Bench.running();
        bench.frontDoors.put("edge", new FrontDoorReport(true, 0, Map.of()));
        bench.see(PRIMARY, CheckResult.DEAD).rounds(3);
        assertThat(bench.active()).contains(SECONDARY);
    }
}
