package io.prontuario.testbed.driver;

import io.prontuario.cli.drill.FaultProgram;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The faults of a failover test as {@code testbed} command lines.
 *
 * @param testbed the words before a verb, such as {@code prontuario testbed}
 */
record TestbedFaultProgram(List<String> testbed) implements FaultProgram {
    @Override
    public String option() {
        return "--driver Testbed";
    }

    @Override
    public List<List<String>> inject(Scenario scenario, List<String> targets, Duration within) {
        return switch (scenario) {
            case WanCut -> List.of(line("cut", "onsite", "cloud"));
            case Freeze -> each(targets, "freeze");
            case PrimaryDies, SecondaryDies, BothDie, EdgeDies, LeaderDies -> each(targets, "kill");
            case HealthCheck, DependencyDown -> List.of();
        };
    }

    @Override
    public List<List<String>> undo(Scenario scenario, List<String> targets) {
        return switch (scenario) {
            case WanCut, Freeze -> List.of(line("heal"));
            case PrimaryDies, SecondaryDies, BothDie, EdgeDies, LeaderDies -> each(targets, "revive", "--if-dead");
            case HealthCheck, DependencyDown -> List.of();
        };
    }

    private List<List<String>> each(List<String> targets, String... verb) {
        return targets.stream()
                .map(target ->
                        Stream.concat(line(verb).stream(), Stream.of(target)).toList())
                .toList();
    }

    private List<String> line(String... words) {
        return Stream.concat(testbed.stream(), Stream.of(words)).toList();
    }
}
