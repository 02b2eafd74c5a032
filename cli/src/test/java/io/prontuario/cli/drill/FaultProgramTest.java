package io.prontuario.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Driver;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FaultProgramTest {
    private static final Duration WITHIN = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "PrimaryDies, kill a,           revive --if-dead a",
        "BothDie,     kill a; kill b,   revive --if-dead a; revive --if-dead b",
        "EdgeDies,    kill a,           revive --if-dead a",
        "LeaderDies,  kill a,           revive --if-dead a",
        "WanCut,      cut onsite cloud, heal",
        "Freeze,      freeze a,         heal",
    })
    void theTestbedsFaultsAndHowTheyAreUndone(Scenario scenario, String inject, String undo) {
        FaultProgram testbed = FaultProgram.testbed(List.of("testbed"));
        List<String> targets = scenario == Scenario.BothDie ? List.of("a", "b") : List.of("a");
        assertThat(text(testbed.inject(scenario, targets, WITHIN))).isEqualTo(inject);
        assertThat(text(testbed.undo(scenario, targets))).isEqualTo(undo);
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void whatTheTestbedCanPlayHasAFaultAndAnUndo(Scenario scenario) {
        FaultProgram testbed = FaultProgram.testbed(List.of("testbed"));
        boolean plays = Scenarios.drivers(scenario).contains(Driver.Testbed);
        assertThat(testbed.inject(scenario, List.of("a"), WITHIN).isEmpty()).isEqualTo(!plays);
        assertThat(testbed.undo(scenario, List.of("a")).isEmpty()).isEqualTo(!plays);
    }

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
        DeadMan.arm(
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
        DeadMan disarmed = DeadMan.arm(Duration.ofSeconds(1), List.of(List.of("echo", "undone")), log);
        disarmed.disarm();
        Path other = folder.resolve("other");
        DeadMan.arm(Duration.ofSeconds(2), List.of(List.of("echo", "undone")), other);
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(other) && Files.size(other) > 0);
        assertThat(log).isEmptyFile();
    }

    @Test
    void theDeadManBeginsEarlyEnoughToBeDoneAtTheDeadline() {
        assertThat(ProgramFault.timer(Duration.ofSeconds(60))).isEqualTo(Duration.ofSeconds(55));
        assertThat(ProgramFault.timer(Duration.ofSeconds(20))).isEqualTo(Duration.ofSeconds(18));
    }

    private static String text(List<List<String>> commands) {
        return commands.stream()
                .map(words -> String.join(" ", words.subList(1, words.size())))
                .collect(Collectors.joining("; "));
    }
}
