package io.prontuario.operator.drill;

import static io.prontuario.operator.drill.CalendarObjects.drill;
import static io.prontuario.operator.drill.CalendarObjects.full;
import static io.prontuario.operator.drill.CalendarObjects.served;
import static io.prontuario.operator.drill.CalendarObjects.spec;
import static io.prontuario.operator.drill.CalendarObjects.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.crds.v1alpha1.FailoverDrill;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Driver;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Scenario;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.crds.v1alpha1.PlatformStatus.Drill;
import io.prontuario.crds.v1alpha1.PlatformStatus.Verdict;
import io.prontuario.operator.desired.PlatformRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sundays at six: 30 min, 120 s to begin, 30 s objective. */
class DrillCalendarTest {
    private static final PlatformRef PLATFORM = new PlatformRef("prontuario", "hospital", "uid");
    private static final Instant SATURDAY = Instant.parse("2026-03-07T06:00:00Z");
    private static final Instant DUE = Instant.parse("2026-03-08T06:00:00Z");
    private static final Instant NEXT = Instant.parse("2026-03-15T06:00:00Z");

    private final List<FailoverDrill> drills = new ArrayList<>();
    private PlatformSpec spec = spec("PrimaryDown", "suspend: false");
    private PlatformStatus status = full();
    private Drill standing;

    @Test
    void aSuspendedEntryNeverBegins() {
        spec = spec("PrimaryDown", "historyLimit: 1");
        assertThat(at(SATURDAY)).isEmpty();
        assertThat(at(DUE)).isEmpty();
        assertThat(standing.since()).isNull();
        assertThat(standing.next()).isNull();
        assertThat(at(NEXT.plusSeconds(3600))).isEmpty();
        assertThat(standing.overdue()).isFalse();
    }

    @Test
    void aDrillBeginsAtItsScheduledTime() {
        at(SATURDAY);
        assertThat(standing.next()).isEqualTo(DUE.toString());
        assertThat(at(DUE.minusMillis(1))).isEmpty();
        assertThat(at(DUE)).singleElement().isInstanceOfSatisfying(CalendarOrder.Begin.class, begin -> {
            assertThat(begin.name()).isEqualTo("hospital-weekly-29549160-1");
            assertThat(begin.spec().scenario()).isEqualTo(Scenario.PrimaryDies);
            assertThat(begin.spec().driver()).isEqualTo(Driver.Workload);
            assertThat(begin.spec().deadline()).isEqualTo("2026-03-08T06:30:00Z");
        });
        assertThat(standing.verdict()).isEqualTo(Verdict.Running);
    }

    @Test
    void aTimeBeforeTheEntryWasCreatedIsIgnored() {
        assertThat(at(DUE.plusSeconds(1))).isEmpty();
        assertThat(standing.verdict()).isNull();
        assertThat(at(NEXT)).hasSize(1);
    }

    @Test
    void aDrillMayBeginUntilItsStartingDeadline() {
        at(SATURDAY);
        assertThat(at(DUE.plusSeconds(120))).hasSize(1);
    }

    @Test
    void aDrillIsSkippedAfterItsStartingDeadlineAndScheduledAgain() {
        at(SATURDAY);
        assertThat(at(DUE.plusSeconds(120).plusMillis(1))).isEmpty();
        assertThat(standing.verdict()).isEqualTo(Verdict.Skipped);
        assertThat(standing.reason()).isEqualTo("Missed");
        assertThat(standing.lastScheduleTime()).isEqualTo(DUE.toString());
        assertThat(at(NEXT)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "mode: Degraded,                Incident",
        "paused: true,                  Paused",
        "CloudStandbyReady,             NotCloudStandbyReady",
        "WriterSafe,                    NotWriterSafe",
        "FailoverAllowed,               NotFailoverAllowed",
    })
    void anUnsafeDrillWaitsAndIsSkippedWithTheReason(String what, String reason) {
        at(SATURDAY);
        status = what.contains(":") ? status(what, "") : status("", what);
        assertThat(at(DUE)).isEmpty();
        assertThat(standing.reason()).isEqualTo("Waiting");
        assertThat(standing.message()).contains("(" + reason + ")");
        assertThat(at(DUE.plusSeconds(121))).isEmpty();
        assertThat(standing.verdict()).isEqualTo(Verdict.Skipped);
        assertThat(standing.reason()).isEqualTo(reason);
    }

    @Test
    void aDrillBeginsWhenItBecomesSafeInTime() {
        at(SATURDAY);
        status = status("mode: Degraded", "");
        at(DUE);
        status = full();
        assertThat(at(DUE.plusSeconds(60))).hasSize(1);
    }

    @Test
    void oneDrillRunsAtATime() {
        at(SATURDAY);
        drills.add(drill("of-a-person", "", "{phase: Running}"));
        assertThat(at(DUE)).isEmpty();
        assertThat(standing.message()).contains("AnotherDrillRuns").contains("of-a-person is running");
    }

    @Test
    void aDrillEndsWhenAnotherSiteHasServedForTheHoldTime() {
        begun("{phase: Running, startedAt: '2026-03-08T06:00:01Z'}");
        status = served("2026-03-08T06:00:00Z", "2026-03-08T06:00:20Z");
        assertThat(at(DUE.plusSeconds(60)))
                .as("a transition from before the fault")
                .isEmpty();
        status = served("2026-03-08T06:00:18Z", "2026-03-08T06:00:20Z");
        assertThat(at(DUE.plusSeconds(49))).isEmpty();
        assertThat(at(DUE.plusSeconds(50))).containsExactly(new CalendarOrder.End("run"));
    }

    @Test
    void aDrillEndsAfterThreeObjectivesWhenNoSiteServes() {
        begun("{phase: Running, startedAt: '2026-03-08T06:00:01Z'}");
        assertThat(at(DUE.plusSeconds(90))).isEmpty();
        assertThat(at(DUE.plusSeconds(91))).containsExactly(new CalendarOrder.End("run"));
        ended(
                "{phase: Restored, reason: Requested, startedAt: '2026-03-08T06:00:01Z', restoredAt: '2026-03-08T06:01:33Z'}");
        assertThat(standing.verdict()).isEqualTo(Verdict.Failed);
        assertThat(standing.reason()).isEqualTo("RecoveryTimeout");
    }

    @ParameterizedTest
    @CsvSource({
        "'{phase: Restored, reason: Requested, rto: 30s, writes: {state: NoRecord}}',       Passed,  WithinBudget",
        "'{phase: Restored, reason: Requested, rto: 30s1ms, writes: {state: NoRecord}}',    Failed,  OverBudget",
        "'{phase: Restored, reason: Requested}',                 Aborted, EndedEarly",
        "'{phase: Restored, reason: SecondFailure}',             Aborted, SecondFailure",
        "'{phase: Restored, reason: DeadlineExceeded, rto: 1s, writes: {state: NoRecord}}', Aborted, DeadlineExceeded",
        "'{phase: Refused, reason: Incident}',                   Skipped, Incident",
    })
    void verdictByPhaseAndReason(String ended, Verdict verdict, String reason) {
        begun("{phase: Running, startedAt: '2026-03-08T06:00:01Z'}");
        ended(ended);
        assertThat(standing.verdict()).isEqualTo(verdict);
        assertThat(standing.reason()).isEqualTo(reason);
        assertThat(standing.lastSuccessfulTime()).isEqualTo(verdict == Verdict.Passed ? "2026-03-08T06:10:00Z" : null);
        // A verdict does not change.
        Drill judged = standing;
        at(DUE.plusSeconds(1200));
        assertThat(standing).isEqualTo(judged);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            state: Judged, rpo: 0s, counts: {byOldWriter: 0, doubled: 0, lost: 0}     | Passed  | WithinBudget
            state: Judged, rpo: 1ms, counts: {byOldWriter: 0, doubled: 0, lost: 1}    | Failed  | WritesLost
            state: Judged, rpo: 0s, counts: {byOldWriter: 0, doubled: 1, lost: 0}     | Failed  | WritesDoubled
            state: Judged, rpo: 0s, counts: {byOldWriter: 1, doubled: 0, lost: 0}     | Failed  | TwoWriters
            state: NoRecord, message: 'not judged: no host keeps the record'          | Passed  | WithinBudget
            state: NotJudged, message: 'not judged: the operator lost its Lease'      | Aborted | RpoNotJudged
            state: Counting, message: 'the operator writes'                           | Aborted | RpoNotJudged
            state: Judged                                                             | Aborted | RpoNotJudged
            """)
    void verdictByWrites(String writes, Verdict verdict, String reason) {
        begun("{phase: Running, startedAt: '2026-03-08T06:00:01Z'}");
        ended("{phase: Restored, reason: Requested, rto: 3s, writes: {" + writes + "}}");
        assertThat(standing.verdict()).isEqualTo(verdict);
        assertThat(standing.reason()).isEqualTo(reason);
        assertThat(standing.message()).contains("the objective is 0s");
        assertThat(standing.lastSuccessfulTime() != null).isEqualTo(verdict == Verdict.Passed);
    }

    @Test
    void aDrillWhoseWritesWereNeverCountedHasNotPassed() {
        begun("{phase: Running, startedAt: '2026-03-08T06:00:01Z'}");
        ended("{phase: Restored, reason: Requested, rto: 3s}");
        assertThat(standing.reason()).isEqualTo("RpoNotJudged");
    }

    @Test
    void aLossWithinTheBudgetPassesAndIsInStatus() {
        spec = spec("PrimaryDown", "suspend: false", "2s");
        begun("{phase: Running, startedAt: '2026-03-08T06:00:01Z'}");
        String lost = "{state: Judged, rpo: %s, counts: {byOldWriter: 0, doubled: 0, lost: 2}}";
        ended("{phase: Restored, reason: Requested, rto: 3s, writes: " + lost.formatted("2s") + "}");
        assertThat(standing.verdict()).isEqualTo(Verdict.Passed);
        assertThat(standing.rpo()).isEqualTo("2s");
        standing = null;
        drills.clear();
        begun("{phase: Running, startedAt: '2026-03-08T06:00:01Z'}");
        ended("{phase: Restored, reason: Requested, rto: 3s, writes: " + lost.formatted("2s1ms") + "}");
        assertThat(standing.verdict()).isEqualTo(Verdict.Failed);
        assertThat(standing.rpo()).isEqualTo("2s1ms");
    }

    @Test
    void aHostFailsByAProgramWhereTheEntrySaysSo() {
        spec = spec("PrimaryDown", "suspend: false, driver: Host");
        at(SATURDAY);
        assertThat(at(DUE)).singleElement().isInstanceOfSatisfying(CalendarOrder.Begin.class, begin -> assertThat(
                        begin.spec().driver())
                .isEqualTo(Driver.Host));
    }

    @Test
    void aDrillWhoseFaultNoProcessMakesEndsSoonAndHasNoResult() {
        spec = spec("PrimaryDown", "suspend: false, driver: Host");
        at(SATURDAY);
        at(DUE);
        drills.add(byHost("{phase: Running, startedAt: '2026-03-08T06:00:01Z'}", Map.of()));
        assertThat(at(DUE.plusSeconds(30))).isEmpty();
        assertThat(at(DUE.plusSeconds(31))).containsExactly(new CalendarOrder.End("run"));
        drills.clear();
        drills.add(byHost("{phase: Restored, reason: Requested, rto: 3s, writes: {state: NoRecord}}", Map.of()));
        at(DUE.plusSeconds(60));
        assertThat(standing.verdict()).isEqualTo(Verdict.Aborted);
        assertThat(standing.reason()).isEqualTo("NotInjected");
    }

    @Test
    void aDrillWhoseFaultAProcessMadeIsJudged() {
        spec = spec("PrimaryDown", "suspend: false, driver: Host");
        at(SATURDAY);
        at(DUE);
        Map<String, String> attended = Map.of(HostDrill.ATTENDED, "2026-03-08T06:00:02Z");
        FailoverDrill running = byHost("{phase: Running, startedAt: '2026-03-08T06:00:01Z'}", attended);
        drills.add(running);
        assertThat(at(DUE.plusSeconds(60))).isEmpty();
        assertThat(HostDrill.undoneAt(spec, running))
                .as("three objectives and hold, long before the slot ends")
                .isEqualTo("2026-03-08T06:02:01Z");
        drills.clear();
        drills.add(byHost("{phase: Restored, reason: Requested, rto: 3s, writes: {state: NoRecord}}", attended));
        at(DUE.plusSeconds(60));
        assertThat(standing.verdict()).isEqualTo(Verdict.Passed);
    }

    private static FailoverDrill byHost(String drillStatus, Map<String, String> annotations) {
        FailoverDrill drill = drill("run", DUE.toString(), drillStatus);
        FailoverDrillSpec spec = drill.getSpec();
        drill.setSpec(new FailoverDrillSpec(
                spec.platform(),
                spec.scenario(),
                Driver.Host,
                spec.hosts(),
                spec.service(),
                "2026-03-08T06:30:00Z",
                spec.reason(),
                spec.end()));
        Map<String, String> all = new HashMap<>(drill.getMetadata().getAnnotations());
        all.putAll(annotations);
        drill.getMetadata().setAnnotations(all);
        return drill;
    }

    @Test
    void aDeletedDrillIsAborted() {
        begun("{phase: Running}");
        drills.clear();
        at(DUE.plusSeconds(60));
        assertThat(standing.verdict()).isEqualTo(Verdict.Aborted);
        assertThat(standing.reason()).isEqualTo("Deleted");
    }

    @Test
    void anEntryIsOverdueWhenItsSlotEndsWithoutAPass() {
        at(SATURDAY);
        at(DUE.plusSeconds(121)); // skipped
        at(DUE.plusSeconds(1800).minusMillis(1));
        assertThat(standing.overdue()).isFalse();
        at(DUE.plusSeconds(1800));
        assertThat(standing.overdue()).isTrue();

        at(NEXT);
        drills.add(drill(
                "run", NEXT.toString(), "{phase: Restored, reason: Requested, rto: 1s, writes: {state: NoRecord}}"));
        at(NEXT.plusSeconds(60));
        assertThat(standing.verdict()).isEqualTo(Verdict.Passed);
        assertThat(standing.overdue()).isFalse();
        at(NEXT.plus(Duration.ofDays(7)).plusSeconds(1799));
        assertThat(standing.overdue()).isFalse();
    }

    @Test
    void anotherLeaderContinuesFromTheObjects() {
        at(SATURDAY);
        drills.add(drill("run", DUE.toString(), "{phase: Running, startedAt: '2026-03-08T06:00:01Z'}"));
        assertThat(at(DUE.plusSeconds(300))).as("no second drill").containsExactly(new CalendarOrder.End("run"));
        assertThat(standing.verdict()).isEqualTo(Verdict.Running);
    }

    @Test
    void aHealthCheckHasNoPreconditionsAndFailsOnAFailure() {
        spec = spec("HealthCheck", "suspend: false");
        at(SATURDAY);
        status = status("mode: Degraded", "");
        assertThat(at(DUE)).singleElement().isInstanceOfSatisfying(CalendarOrder.Begin.class, begin -> {
            assertThat(begin.spec().scenario()).isEqualTo(Scenario.HealthCheck);
            assertThat(begin.spec().driver()).isEqualTo(Driver.None);
        });
        drills.add(drill("run", DUE.toString(), "{phase: Running, startedAt: '2026-03-08T06:00:01Z'}", "HealthCheck"));
        assertThat(at(DUE.plusSeconds(30))).isEmpty();
        assertThat(at(DUE.plusSeconds(31))).containsExactly(new CalendarOrder.End("run"));
        ended("{phase: Restored, reason: NotFull}", "HealthCheck");
        assertThat(standing.verdict()).isEqualTo(Verdict.Failed);
        assertThat(standing.reason()).isEqualTo("NotFull");
    }

    @Test
    void aSimulationRunsItsStepsWithinItsSlot() {
        spec = spec("FullSimulation", "suspend: false");
        at(SATURDAY);
        assertThat(at(DUE)).hasSize(1);
        drills.add(drill("run-1", DUE.toString(), "{phase: Restored, reason: Requested}", "HealthCheck"));
        assertThat(at(DUE.plusSeconds(60))).singleElement().isInstanceOfSatisfying(CalendarOrder.Begin.class, next -> {
            assertThat(next.name()).endsWith("-2");
            assertThat(next.spec().scenario()).isEqualTo(Scenario.PrimaryDies);
        });
        drills.add(drill(
                "run-2", DUE.toString(), "{phase: Restored, reason: Requested, rto: 20s, writes: {state: NoRecord}}"));
        status = status("mode: Failback", "");
        assertThat(at(DUE.plusSeconds(300))).as("hosts are not admitted yet").isEmpty();
        assertThat(standing.verdict()).isEqualTo(Verdict.Running);
        at(DUE.plusSeconds(1800 - 150));
        assertThat(standing.verdict()).isEqualTo(Verdict.Aborted);
        assertThat(standing.reason()).isEqualTo("SlotExpired");
        assertThat(standing.rto()).isEqualTo("20s");
    }

    @Test
    void aStepThatFailsEndsTheSimulation() {
        spec = spec("FullSimulation", "suspend: false");
        at(SATURDAY);
        at(DUE);
        drills.add(drill("run-1", DUE.toString(), "{phase: Restored, reason: Requested}", "HealthCheck"));
        drills.add(drill(
                "run-2", DUE.toString(), "{phase: Restored, reason: Requested, rto: 31s, writes: {state: NoRecord}}"));
        assertThat(at(DUE.plusSeconds(60))).isEmpty();
        assertThat(standing.verdict()).isEqualTo(Verdict.Failed);
    }

    @Test
    void anAuditRequiresThatTheOthersHavePassed() {
        spec = spec("Audit", "suspend: false");
        at(SATURDAY);
        at(DUE);
        drills.add(drill("run", DUE.toString(), "{phase: Restored, reason: Requested}", "HealthCheck"));
        Drill never =
                new Drill("monthly", SATURDAY.toString(), null, null, null, null, null, null, null, null, null, false);
        at(DUE.plusSeconds(60), List.of(never));
        assertThat(standing.verdict()).isEqualTo(Verdict.Failed);
        assertThat(standing.message()).contains("monthly (never ran)");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void endedDrillsBeyondTheHistoryLimitAreDeleted(int ended) {
        spec = spec("PrimaryDown", "suspend: false, historyLimit: 2");
        for (int week = 0; week < ended; week++) {
            drills.add(drill(
                    "week-" + week,
                    DUE.minus(Duration.ofDays(7L * (ended - week))).toString(),
                    "{phase: Restored, reason: Requested, rto: 1s, writes: {state: NoRecord}}"));
        }
        assertThat(at(SATURDAY)).isEqualTo(ended == 2 ? List.of() : List.of(new CalendarOrder.Delete("week-0")));
    }

    private List<CalendarOrder> at(Instant now) {
        return at(now, List.of());
    }

    private List<CalendarOrder> at(Instant now, List<Drill> others) {
        DrillCalendar.EntryPlan plan = new DrillCalendar(PLATFORM, spec, status, drills, now)
                .plan(spec.drills().get(0), standing, others);
        standing = plan.entry();
        return plan.orders();
    }

    private void begun(String drillStatus) {
        at(SATURDAY);
        at(DUE);
        drills.add(drill("run", DUE.toString(), drillStatus));
    }

    private void ended(String drillStatus) {
        ended(drillStatus, "PrimaryDies");
    }

    private void ended(String drillStatus, String scenario) {
        drills.clear();
        drills.add(drill("run", DUE.toString(), drillStatus, scenario));
        at(DUE.plusSeconds(600));
    }
}
