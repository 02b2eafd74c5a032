package io.prontuario.testbed.twofaults;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.prontuario.cli.drill.Evidence;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.testbed.demo.SiteNames;
import io.prontuario.testbed.demo.StepCheck;
import io.prontuario.testbed.load.GetRecord;
import io.prontuario.testbed.load.ReadResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrillPlanTest {
    private static final SiteNames SITES = new SiteNames("a", "b", "edge", "cloud");
    private static final String FULL = "{mode: Full, epoch: 1, activeSite: a, sites: [{name: a, admitted: true}]}";

    @Test
    void theSameSeedGivesTheSameDrills() {
        assertThat(drills(1)).isEqualTo(drills(1)).isNotEqualTo(drills(2));
        assertThat(drills(1).stream().map(DrillPlan::title)).doesNotHaveDuplicates();
    }

    @Test
    void twoFaultsDifferAndLeaveASiteThatServes() {
        assertThat(DrillPlan.pairs())
                .hasSize(20)
                .allSatisfy(pair -> assertThat(pair[0]).isNotEqualTo(pair[1]))
                .extracting(pair -> Set.of(pair[0], pair[1]))
                .contains(Set.of(FaultKind.KILL_PRIMARY, FaultKind.KILL_SECONDARY))
                .doesNotContain(
                        Set.of(FaultKind.KILL_PRIMARY, FaultKind.FREEZE_SECONDARY),
                        Set.of(FaultKind.FREEZE_PRIMARY, FaultKind.FREEZE_SECONDARY),
                        Set.of(FaultKind.KILL_PRIMARY, FaultKind.FREEZE_PRIMARY));
        assertThat(IntStream.rangeClosed(1, 300)
                        .mapToObj(number -> DrillPlan.of(1, number))
                        .map(drill -> Set.of(drill.first(), drill.second()))
                        .collect(Collectors.toSet()))
                .as("every pair comes")
                .hasSize(10);
    }

    @ParameterizedTest
    @CsvSource({
        "KILL_EDGE,      CUT_CLOUD,       1",
        "KILL_EDGE,      KILL_PRIMARY,    2",
        "KILL_EDGE,      FREEZE_SECONDARY, 1",
        "KILL_PRIMARY,   KILL_EDGE,       1",
        "KILL_PRIMARY,   KILL_SECONDARY,  0",
    })
    void theAddressMovesWhenItsHolderFallsSilent(FaultKind first, FaultKind second, int moves) {
        assertThat(RequestLimits.addressMoves(injected(first, second), SITES)).hasSize(moves);
    }

    @ParameterizedTest
    @CsvSource({
        // due and ended in milliseconds; the edge dies at 1000
        "999,  1000, true",
        "999,  1001, true",
        "998,  999,  false",
        "1000, 1100, true",
        "4000, 4100, true",
        "4001, 4100, false",
    })
    void aRequestMayFailOnlyWhileTheAddressMoves(long due, long ended, boolean excused) {
        List<GetRecord> gets = List.of(get(due, ended, false));
        List<RequestLimits.InjectedFault> edge =
                List.of(new RequestLimits.InjectedFault(FaultKind.KILL_EDGE, 1_000_000_000L));
        assertThat(RequestLimits.requestsAnswered(edge, gets, SITES).passed()).isEqualTo(excused);
        List<RequestLimits.InjectedFault> host =
                List.of(new RequestLimits.InjectedFault(FaultKind.KILL_PRIMARY, 1_000_000_000L));
        assertThat(RequestLimits.requestsAnswered(host, gets, SITES).passed()).isFalse();
    }

    @Test
    void noRequestFailsTheCheck() {
        assertThat(RequestLimits.requestsAnswered(List.of(), List.of(), SITES).passed())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{mode: Degraded, epoch: 2, activeSite: b, sites: [{name: b, admitted: true}]} | ",
                "{mode: Emergency, epoch: 2, activeSite: cloud} | ",
                "{mode: Degraded, epoch: 0, activeSite: b} | epochs increase: epoch 0 came after 1",
                "{mode: Degraded, epoch: 1, activeSite: b} | an epoch has one holder: epoch 1 belongs to a and to b",
                "{mode: Emergency, epoch: 2, activeSite: b} | the active site matches the mode: Emergency with b active",
                "{mode: Full, epoch: 2, activeSite: cloud} | the active site matches the mode: Full with the cloud active",
                "{mode: Degraded, epoch: 2, activeSite: b, sites: [{name: b, admitted: false}]} | the active site is admitted: b is active and not admitted",
            })
    void aStateThatBreaksAnInvariantIsNamed(String next, String broken) {
        StepCheck check = new HistoryInvariants("onsite").check(states(FULL, next));
        assertThat(check.passed()).isEqualTo(broken == null);
        assertThat(check.detail()).contains(broken == null ? "2 states, no invariant broken" : broken);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{from: Degraded, to: Emergency, toSite: cloud, epoch: 3, reason: x, decidedAt: y} | ",
                "{from: Full, to: Emergency, toSite: cloud, epoch: 3, reason: x, decidedAt: y} | a change from Full follows one to Degraded",
                "{from: Degraded, to: Full, toSite: a, epoch: 1, reason: x, decidedAt: y} | epochs increase: epoch 1 came after 2",
                "{from: Degraded, to: Full, toSite: a, epoch: 2, reason: x, decidedAt: y} | an epoch has one holder: epoch 2 belongs to b and to a",
            })
    void aHistoryThatBreaksAnInvariantIsNamed(String next, String broken) {
        String first = "{from: Full, to: Degraded, toSite: b, epoch: 2, reason: x, decidedAt: y}";
        StepCheck check = new HistoryInvariants("onsite")
                .checkHistory(states("{mode: Full, transitions: [" + first + ", " + next + "]}")
                        .get(0)
                        .transitions());
        assertThat(check.passed()).isEqualTo(broken == null);
        assertThat(check.detail()).contains(broken == null ? "2 transitions, no invariant broken" : broken);
    }

    @Test
    void noFailureIsAllowedOnTheWayBack() {
        assertThat(RequestLimits.recovery(List.of(get(1_000, 1_010, true))).passed())
                .isTrue();
        assertThat(RequestLimits.recovery(List.of(get(1_000, 1_010, true), get(1_010, 1_020, false)))
                        .detail())
                .startsWith("1 of 2 failed");
    }

    @Test
    void aPausedPlatformChangesNoMode() {
        String paused = "{mode: Full, paused: true, epoch: 1, activeSite: a}";
        assertThat(new HistoryInvariants("onsite")
                        .check(states(paused, paused.replace("Full", "Degraded")))
                        .detail())
                .contains("no automatic transition while paused: the mode went from Full to Degraded");
    }

    @Test
    void everyDrillLeavesAPageAndALine(@TempDir Path folder) throws Exception {
        DrillPlan drill = new DrillPlan(
                3, FaultKind.KILL_PRIMARY, FaultKind.CUT_CLOUD, Duration.ofMillis(500), Duration.ofSeconds(20));
        DrillResult result = new DrillResult(
                drill,
                SITES,
                new DrillResult.Window(1_772_352_000_000L, 0, 30_000_000_000L, 60_000_000_000L),
                injected(FaultKind.KILL_PRIMARY, FaultKind.CUT_CLOUD),
                List.of(get(500, 510, true), get(1_500, 2_700, true), get(40_000, 40_010, true)),
                1_000,
                List.of(
                        new StepCheck("GETs answered", true, "0 of 2 failed"),
                        new StepCheck("Full again", false, "no")),
                new DrillResult.End(states(FULL).get(0), false));
        Evidence evidence = result.evidence(1);
        assertThat(evidence.result().verdict()).isEqualTo(Evidence.Verdict.OBJECTIVE_MISSED);
        assertThat(evidence.result().why()).isEqualTo("Full again: no");
        assertThat(evidence.times().injectedAt()).isEqualTo("2026-03-01T08:00:01Z");
        assertThat(evidence.clients().requests()).as("while it lasts").isEqualTo(1);
        assertThat(evidence.samples()).hasSize(3);

        new DrillPages(folder).write(result, 1);
        assertThat(folder.resolve("03-kill-primary-cut-cloud.html")).content().contains("<svg", "Full again: no");
        assertThat(Files.readString(folder.resolve("index.txt")))
                .contains("03-kill-primary-cut-cloud", "OBJECTIVE_MISSED", "slowest 1200 ms (limit 1000 ms)");
    }

    private static List<DrillPlan> drills(long seed) {
        return IntStream.rangeClosed(1, 20)
                .mapToObj(number -> DrillPlan.of(seed, number))
                .toList();
    }

    private static List<RequestLimits.InjectedFault> injected(FaultKind first, FaultKind second) {
        return List.of(
                new RequestLimits.InjectedFault(first, 1_000_000_000L),
                new RequestLimits.InjectedFault(second, 2_000_000_000L));
    }

    private static GetRecord get(long dueMillis, long endedMillis, boolean answered) {
        return new GetRecord(
                0,
                dueMillis * 1_000_000,
                endedMillis * 1_000_000,
                answered
                        ? new ReadResult.Answered("b", "full", false)
                        : new ReadResult.Failed(ReadResult.FailureKind.values()[0], null));
    }

    private static List<PlatformStatus> states(String... yaml) {
        return java.util.Arrays.stream(yaml)
                .map(text -> Serialization.unmarshal("---\n" + text, PlatformStatus.class))
                .toList();
    }
}
