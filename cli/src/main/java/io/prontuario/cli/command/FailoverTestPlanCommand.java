package io.prontuario.cli.command;

import io.prontuario.cli.ExitCode;
import io.prontuario.cli.action.Cluster;
import io.prontuario.cli.drill.DrillPlan;
import io.prontuario.cli.output.DrillPlanOutput;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "Print what a run would do, and whether it may begin. Changes nothing.")
final class FailoverTestPlanCommand implements Callable<Integer> {
    @Mixin
    private FailoverTestOptions options;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() {
        try (Cluster opened = options.open()) {
            DrillPlan plan = options.plan(opened, Instant.now());
            output.print(DrillPlanOutput.text(plan), () -> DrillPlanOutput.json(plan));
            return (plan.refusal().isPresent() ? ExitCode.REFUSED : ExitCode.OK).status();
        }
    }
}
