package io.prontuario.cli.drill;

import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Scenario;
import java.time.Duration;
import java.util.List;

/** Command lines that make a fault and undo it. Pure. */
public interface FaultProgram {
    /** Its name in messages, such as {@code --hook}. */
    String option();

    /** @param within the target must undo the fault by itself after this time */
    List<List<String>> inject(Scenario scenario, List<String> targets, Duration within);

    /** In the order of the targets; harmless when repeated. */
    List<List<String>> undo(Scenario scenario, List<String> targets);

    /**
     * A program of the hospital (SSH, a power strip): {@code HOOK inject SCENARIO SECONDS TARGET...} and {@code HOOK undo SCENARIO
     * TARGET...}. Before {@code inject} ends with 0 it must start a timer on the target that undoes the fault after SECONDS.
     */
    static FaultProgram hook(String command) {
        return new FaultProgram() {
            @Override
            public String option() {
                return "--hook";
            }

            @Override
            public List<List<String>> inject(Scenario scenario, List<String> targets, Duration within) {
                return List.of(line(
                        List.of(command, "inject", Scenarios.title(scenario), Long.toString(within.toSeconds())),
                        targets));
            }

            @Override
            public List<List<String>> undo(Scenario scenario, List<String> targets) {
                return List.of(line(List.of(command, "undo", Scenarios.title(scenario)), targets));
            }
        };
    }

    private static List<String> line(List<String> words, List<String> more) {
        return java.util.stream.Stream.concat(words.stream(), more.stream()).toList();
    }
}
