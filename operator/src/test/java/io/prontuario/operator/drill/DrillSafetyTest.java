package io.prontuario.operator.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Scenario;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrillSafetyTest {
    @Test
    void withoutADecidedWriterADrillIsAllowed() {
        assertThat(DrillSafety.mayBegin(
                        full("{type: WriterSafe, status: Unknown, reason: NoWriterDecided, message: m}")))
                .isEmpty();
    }

    @Test
    void aDrillIsRefusedWhileTheWriterIsNotSafe() {
        assertThat(DrillSafety.mayBegin(full("{type: WriterSafe, status: Unknown, reason: WriterNotSeen, message: m}")))
                .hasValueSatisfying(problem -> assertThat(problem.reason()).isEqualTo("NotWriterSafe"));
        assertThat(DrillSafety.mayBegin(full("{type: WriterSafe, status: 'False', reason: EpochEnding, message: m}")))
                .isPresent();
        assertThat(DrillSafety.mayBegin(full("{type: WriterSafe, status: 'True', reason: Held, message: m}")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T06:00:00Z, TooLate",
        "2026-03-01T06:00:04Z, DeadlineTooShort",
        "2026-03-01T06:00:05Z, ",
        "2026-03-02T06:00:00Z, ",
        "2026-03-02T06:00:01Z, DeadlineTooFar",
    })
    void aDeadlineIsBetweenFiveSecondsAndADayAway(Instant deadline, String reason) {
        Optional<DrillProblem> problem =
                DrillSafety.deadline(Optional.of(deadline), Instant.parse("2026-03-01T06:00:00Z"));
        assertThat(problem.map(DrillProblem::reason)).isEqualTo(Optional.ofNullable(reason));
        problem.ifPresent(refused ->
                assertThat(refused.message()).startsWith("spec.deadline: ").contains("; "));
    }

    @Test
    void aDrillIsRefusedWithoutAutomaticFailover() {
        assertThat(DrillSafety.mayBegin(
                        full("{type: FailoverAllowed, status: 'False', reason: ManualMode, message: m}")))
                .hasValueSatisfying(problem -> assertThat(problem.reason()).isEqualTo("NotFailoverAllowed"));
    }

    @Test
    void aHealthCheckRequiresEverySiteAndTheCloudWhereThereIsOne() {
        PlatformStatus whole = full("{type: WriterSafe, status: 'True', reason: Held, message: m}");
        assertThat(DrillSafety.healthy(whole)).isEmpty();
        assertThat(DrillSafety.healthy(Serialization.unmarshal(
                        "mode: Full\nconditions: [{type: Ready, status: 'True', reason: R, message: m}]",
                        PlatformStatus.class)))
                .as("no cloud")
                .isEmpty();
        String waits = "mode: Full\nsites: [{name: %s, health: Healthy}]\nconditions:\n"
                + "  - {type: Ready, status: 'True', reason: R, message: m}\n"
                + "  - {type: CloudStandbyReady, status: 'False', reason: R, message: m}\n";
        assertThat(DrillSafety.healthy(Serialization.unmarshal(waits.formatted("mac-studio-1"), PlatformStatus.class)))
                .isPresent();
        assertThat(DrillSafety.healthy(Serialization.unmarshal(waits.formatted("cloud"), PlatformStatus.class)))
                .as("no hosts")
                .isEmpty();
        assertThat(DrillSafety.healthy(Serialization.unmarshal("mode: Degraded", PlatformStatus.class)))
                .hasValueSatisfying(problem -> assertThat(problem.reason()).isEqualTo("NotFull"));
        assertThat(DrillSafety.healthy(null)).isPresent();
    }

    @Test
    void aCutWanIncludesTheCloudsFailure() {
        PlatformStatus cut = Serialization.unmarshal(
                "mode: Full\nsites: [{name: mac-studio-1, health: Healthy}, {name: cloud, health: Unhealthy}]",
                PlatformStatus.class);
        assertThat(DrillSafety.mayGoOn(cut, DrillTargets.meant(Scenario.WanCut, Fault.none())))
                .isEmpty();
        assertThat(DrillSafety.mayGoOn(cut, DrillTargets.meant(Scenario.EdgeDies, Fault.none())))
                .hasValueSatisfying(problem -> assertThat(problem.reason()).isEqualTo("SecondFailure"));
        PlatformStatus more = Serialization.unmarshal(
                "mode: Full\nsites: [{name: mac-studio-1, health: Unhealthy}, {name: cloud, health: Unhealthy}]",
                PlatformStatus.class);
        assertThat(DrillSafety.mayGoOn(more, DrillTargets.meant(Scenario.WanCut, Fault.none())))
                .hasValueSatisfying(problem ->
                        assertThat(problem.message()).startsWith("mac-studio-1 fails, and is not part of the drill"));
    }

    private static PlatformStatus full(String condition) {
        return Serialization.unmarshal(
                """
                mode: Full
                conditions:
                  - {type: Ready, status: 'True', reason: Full, message: m}
                  - {type: CloudStandbyReady, status: 'True', reason: Standby, message: m}
                  - %s
                """
                        .formatted(condition),
                PlatformStatus.class);
    }
}
