package io.prontuario.testbed.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.cli.drill.FaultProgram;
import io.prontuario.cli.drill.Scenarios;
import io.prontuario.cli.drill.TestbedDriver;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Driver;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TestbedFaultProgramTest {
    private static final Duration WITHIN = Duration.ofSeconds(40);

    @Test
    void failoverTestsFindTheTestBed() {
        assertThat(TestbedDriver.find()).isInstanceOf(TestbedFaultDriver.class);
    }

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
        FaultProgram testbed = new TestbedFaultProgram(List.of("testbed"));
        List<String> targets = scenario == Scenario.BothDie ? List.of("a", "b") : List.of("a");
        assertThat(text(testbed.inject(scenario, targets, WITHIN))).isEqualTo(inject);
        assertThat(text(testbed.undo(scenario, targets))).isEqualTo(undo);
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void everyScenarioOfTheTestBedHasAFaultAndAnUndo(Scenario scenario) {
        FaultProgram testbed = new TestbedFaultProgram(List.of("testbed"));
        boolean supported = Scenarios.drivers(scenario).contains(Driver.Testbed);
        assertThat(testbed.inject(scenario, List.of("a"), WITHIN).isEmpty()).isEqualTo(!supported);
        assertThat(testbed.undo(scenario, List.of("a")).isEmpty()).isEqualTo(!supported);
    }

    private static String text(List<List<String>> commands) {
        return commands.stream()
                .map(words -> String.join(" ", words.subList(1, words.size())))
                .collect(Collectors.joining("; "));
    }
}
