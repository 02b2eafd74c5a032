package io.prontuario.operator.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.v1alpha1.DrillWrites;
import io.prontuario.crds.v1alpha1.FailoverDrill;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec;
import io.prontuario.crds.v1alpha1.FailoverDrillStatus;
import io.prontuario.crds.v1alpha1.FailoverDrillStatus.Phase;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.operator.support.Platforms;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each step of a drill: what it begins with, what ends it, and when it is over. */
class DrillMachineTest {
    private static final Instant NOW = Instant.parse("2026-03-08T06:00:00Z");
    private static final PlatformSpec SPEC =
            Platforms.whole("prontuario", 30080, "192.0.2").getSpec();
    private static final String SAFE =
            """
            mode: Full
            sites: [{name: mac-studio-1, health: Healthy}, {name: mac-studio-2, health: Healthy}, {name: cloud, health: Healthy}]
            conditions:
              - {type: Ready, status: "True", reason: Full, message: m}
              - {type: CloudStandbyReady, status: "True", reason: Standby, message: m}
            """;

    @Test
    void aSafePlatformBeginsAndTheDeadlineIsRecorded() {
        DrillStep step = step(SAFE, drill("", ""));
        assertThat(step).isInstanceOfSatisfying(DrillStep.Begin.class, begin -> {
            assertThat(begin.status().phase()).isEqualTo(Phase.Running);
            assertThat(begin.fault().fault().hosts()).containsExactly(new SiteName("mac-studio-1"));
            assertThat(begin.fault().deadline()).isEqualTo(NOW.plusSeconds(60));
        });
    }

    @Test
    void aSecondDrillIsRefusedByTheNameOfTheFirst() {
        DrillStep step = machine(SAFE, true, NOW).step(drill("", ""), Optional.of("first"));
        assertThat(step).isInstanceOfSatisfying(DrillStep.Refuse.class, refuse -> {
            assertThat(refuse.problem().reason()).isEqualTo("AnotherDrillRuns");
            assertThat(refuse.problem().message()).contains("first");
        });
    }

    @Test
    void anIncidentRefusesADrillAndAHealthCheckBegins() {
        String incident = SAFE.replace("mode: Full", "mode: Emergency");
        assertThat(step(incident, drill("", ""))).isInstanceOfSatisfying(DrillStep.Refuse.class, refuse -> assertThat(
                        refuse.problem().reason())
                .isEqualTo("Incident"));
        FailoverDrill check = drill("", "");
        check.setSpec(spec("HealthCheck", "None", ""));
        assertThat(step(incident, check)).isInstanceOf(DrillStep.Begin.class);
    }

    @Test
    void aRunningDrillContinuesUnderANewLeader() {
        assertThat(step(SAFE, drill(RUNNING, ""))).isInstanceOfSatisfying(DrillStep.Continue.class, known -> assertThat(
                        known.fault().uid())
                .isEqualTo("uid-drill"));
    }

    @Test
    void theRunnerTheDeadlineAndASecondFailureEndADrill() {
        assertRestores(machine(SAFE, true, NOW), drill(RUNNING, "end: true"), DrillMachine.REQUESTED);
        assertRestores(machine(SAFE, true, NOW.plusSeconds(60)), drill(RUNNING, ""), DrillMachine.DEADLINE_EXCEEDED);
        String second = SAFE.replace("name: mac-studio-2, health: Healthy", "name: mac-studio-2, health: Unhealthy");
        assertRestores(machine(second, true, NOW), drill(RUNNING, ""), "SecondFailure");
    }

    @Test
    void aDrillIsOverOnceEverythingIsCarriedOutWithoutTheFault() {
        FailoverDrill restoring = drill(RUNNING.replace("Running", "Restoring") + ", reason: Requested", "end: true");
        assertThat(machine(SAFE, false, NOW).step(restoring, Optional.empty()))
                .isInstanceOf(DrillStep.AwaitPasses.class);
        assertThat(machine(SAFE, true, NOW).step(restoring, Optional.empty()))
                .isInstanceOfSatisfying(DrillStep.Finish.class, finish -> {
                    assertThat(finish.status().phase()).isEqualTo(Phase.Restored);
                    assertThat(finish.status().restoredAt()).isEqualTo(NOW.toString());
                    assertThat(finish.asked()).isTrue();
                });
    }

    @Test
    void aDrillBeginsOnlyWhenItsWritesAreAcknowledgedOrCannotBeCounted() {
        FailoverDrill drill = drill("", "");
        assertThat(begin(new LedgerState.Absent(), drill)).isInstanceOfSatisfying(DrillStep.PrepareWrites.class, p -> {
            assertThat(p.struck()).containsExactly(new SiteName("mac-studio-1"));
            assertThat(p.longest()).isPositive();
        });
        assertThat(begin(new LedgerState.Starting(), drill)).isInstanceOf(DrillStep.AwaitWrites.class);
        assertThat(begun(new LedgerState.Counting(), drill).state()).isEqualTo(DrillWrites.State.Counting);
        assertThat(begun(new LedgerState.Known(DrillWrites.notJudged("no password")), drill)
                        .message())
                .contains("no password");
    }

    private static DrillStep begin(LedgerState ledger, FailoverDrill drill) {
        return machine(SAFE, true, ledger, NOW).step(drill, Optional.empty());
    }

    private static DrillWrites begun(LedgerState ledger, FailoverDrill drill) {
        return ((DrillStep.Begin) begin(ledger, drill)).status().writes();
    }

    @Test
    void aDrillIsOverWhenItsWritesAreJudged() {
        FailoverDrill restoring = drill(
                RUNNING.replace("Running", "Restoring") + ", reason: Requested, writes: {state: Counting}",
                "end: true");
        assertThat(begin(new LedgerState.Counting(), restoring)).isInstanceOf(DrillStep.JudgeWrites.class);
        assertThat(begin(new LedgerState.Judging(), restoring)).isInstanceOf(DrillStep.AwaitWrites.class);
        DrillWrites judged = new DrillWrites(DrillWrites.State.Judged, "all there", null, "0s", "300ms");
        assertThat(finished(new LedgerState.Known(judged), restoring)).isEqualTo(judged);
    }

    @Test
    void anotherProcessCannotJudgeTheWrites() {
        FailoverDrill restoring = drill(
                RUNNING.replace("Running", "Restoring") + ", reason: Requested, writes: {state: Counting}",
                "end: true");
        assertThat(finished(new LedgerState.Absent(), restoring)).satisfies(writes -> {
            assertThat(writes.state()).isEqualTo(DrillWrites.State.NotJudged);
            assertThat(writes.message()).contains("has stopped or lost its Lease");
        });
    }

    private static DrillWrites finished(LedgerState ledger, FailoverDrill drill) {
        return ((DrillStep.Finish) begin(ledger, drill)).status().writes();
    }

    private static final String RUNNING = "phase: Running, startedAt: '2026-03-08T05:59:50Z', targets: [mac-studio-1]";

    private static void assertRestores(DrillMachine machine, FailoverDrill drill, String reason) {
        assertThat(machine.step(drill, Optional.empty())).isInstanceOfSatisfying(DrillStep.Restore.class, restore -> {
            assertThat(restore.status().phase()).isEqualTo(Phase.Restoring);
            assertThat(restore.status().reason()).isEqualTo(reason);
        });
    }

    private static DrillStep step(String status, FailoverDrill drill) {
        return machine(status, true, NOW).step(drill, Optional.empty());
    }

    private static DrillMachine machine(String status, boolean restored, Instant now) {
        return machine(status, restored, new LedgerState.Known(DrillWrites.noRecord()), now);
    }

    private static DrillMachine machine(String status, boolean restored, LedgerState ledger, Instant now) {
        return new DrillMachine(SPEC, Serialization.unmarshal(status, PlatformStatus.class), restored, ledger, now);
    }

    /** @param status inside of braces; empty for a new drill */
    private static FailoverDrill drill(String status, String more) {
        FailoverDrill drill = new FailoverDrill();
        drill.setMetadata(
                new ObjectMetaBuilder().withName("drill").withUid("uid-drill").build());
        drill.setSpec(spec("PrimaryDies", "Workload", more));
        if (!status.isEmpty()) {
            drill.setStatus(Serialization.unmarshal("--- {" + status + "}", FailoverDrillStatus.class));
        }
        return drill;
    }

    private static FailoverDrillSpec spec(String scenario, String driver, String more) {
        return Serialization.unmarshal(
                "--- {platform: hospital, scenario: " + scenario + ", driver: " + driver + ", deadline: '"
                        + NOW.plusSeconds(60) + "'" + (more.isEmpty() ? "" : ", " + more) + "}",
                FailoverDrillSpec.class);
    }
}
