package io.prontuario.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultProgramTest {
    private static final Duration WITHIN = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    @Test
    void aHookIsToldHowLong() {
        FaultProgram hook = FaultProgram.hook("/opt/hook");
        assertThat(hook.inject(Scenario.EdgeDies, List.of("edge"), WITHIN))
                .containsExactly(List.of("/opt/hook", "inject", "edge-dies", "40", "edge"));
        assertThat(hook.undo(Scenario.EdgeDies, List.of("edge")))
                .containsExactly(List.of("/opt/hook", "undo", "edge-dies", "edge"));
    }

    @Test
    void theDeadManRunsEveryCommandWhateverBecomesOfTheOneBefore() throws Exception {
        Path log = folder.resolve("log");
        DeadManTimer.arm(
                Duration.ofSeconds(1),
                List.of(List.of("false"), List.of("echo", "it's", "$HOME undone"), List.of("echo", "and this")),
                log);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(log)
                .exists()
                .content()
                .contains("Z the runner is gone", "it's $HOME undone\nand this\n", "Z undone: status 1"));
    }

    @Test
    void aDisarmedDeadManDoesNothing() throws Exception {
        Path log = folder.resolve("log");
        DeadManTimer disarmed = DeadManTimer.arm(Duration.ofSeconds(1), List.of(List.of("echo", "undone")), log);
        disarmed.disarm();
        Path other = folder.resolve("other");
        DeadManTimer.arm(Duration.ofSeconds(2), List.of(List.of("echo", "undone")), other);
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(other) && Files.size(other) > 0);
        assertThat(log).isEmptyFile();
    }

    @Test
    void theDeadManBeginsEarlyEnoughToBeDoneAtTheDeadline() {
        assertThat(ProgramFault.timer(Duration.ofSeconds(60))).isEqualTo(Duration.ofSeconds(55));
        assertThat(ProgramFault.timer(Duration.ofSeconds(20))).isEqualTo(Duration.ofSeconds(18));
    }
}
