package io.prontuario.cli.command;

import io.prontuario.cli.drill.Scenarios;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Driver;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Scenario;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List the scenarios: what fails, and which drivers can make it fail.")
final class FailoverTestListCommand implements Runnable {
    @Mixin
    private OutputOption output;

    /** One scenario, as JSON. */
    record Listed(String scenario, String fails, List<Driver> drivers) {}

    @Override
    public void run() {
        List<Listed> all = Arrays.stream(Scenario.values())
                .map(scenario ->
                        new Listed(Scenarios.title(scenario), Scenarios.meaning(scenario), Scenarios.drivers(scenario)))
                .toList();
        output.print(
                all.stream()
                        .map(one -> "%-16s %-52s %s%n".formatted(one.scenario(), one.fails(), one.drivers()))
                        .collect(Collectors.joining()),
                () -> all);
    }
}
