package io.prontuario.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Scenario;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultProgramTest {
    private static final Duration WITHIN = Duration.ofSeconds(40);

    @Test
    void aHookGetsTheScenarioTheSecondsAndTheTargets() {
        FaultProgram hook = FaultProgram.hook("/opt/hook");
        assertThat(hook.inject(Scenario.EdgeDies, List.of("edge"), WITHIN))
                .containsExactly(List.of("/opt/hook", "inject", "edge-dies", "40", "edge"));
        assertThat(hook.undo(Scenario.EdgeDies, List.of("edge")))
                .containsExactly(List.of("/opt/hook", "undo", "edge-dies", "edge"));
    }

    @Test
    void theDeadMansTimerEndsBeforeTheDeadline() {
        assertThat(ProgramFault.timer(Duration.ofSeconds(60))).isEqualTo(Duration.ofSeconds(55));
        assertThat(ProgramFault.timer(Duration.ofSeconds(20))).isEqualTo(Duration.ofSeconds(18));
    }
}
