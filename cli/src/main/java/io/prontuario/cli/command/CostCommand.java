package io.prontuario.cli.command;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.pulumi.config.InvalidConfigException;
import io.prontuario.pulumi.gcp.config.StackConfigReader;
import io.prontuario.pulumi.gcp.cost.CostEstimate;
import io.prontuario.pulumi.gcp.cost.CostTable;
import io.prontuario.pulumi.gcp.tools.StackFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "cost",
        mixinStandardHelpOptions = true,
        description = {
            "Estimate the monthly cost of Google Cloud stacks, offline.",
            "Uses a dated table of rounded list prices. The text also has the AWS estimate of requirement R-PROD-24, for comparison."
        })
final class CostCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Stack file, such as pulumi-gcp/Pulumi.prod.yaml. Repeatable.")
    private List<Path> files;

    @Mixin
    private OutputOption output;

    /** The estimate of one stack, as JSON. */
    record Estimated(String stack, String currency, List<CostEstimate.Line> lines, double total) {}

    @Override
    public Integer call() {
        Map<String, CostEstimate> estimates = new LinkedHashMap<>();
        files.forEach(file -> estimates.put(stack(file), estimate(file)));
        StringBuilder text = new StringBuilder();
        estimates.forEach(
                (stack, estimate) -> text.append(CostTable.of(stack, estimate)).append('\n'));
        output.print(text + CostTable.comparison(), () -> estimates.entrySet().stream()
                .map(entry -> new Estimated(
                        entry.getKey(),
                        "USD",
                        entry.getValue().lines(),
                        entry.getValue().totalUsd()))
                .toList());
        return ExitCode.OK.status();
    }

    private static String stack(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("^Pulumi\\.(.*)\\.yaml$", "$1");
    }

    private static CostEstimate estimate(Path file) {
        try {
            return CostEstimate.of(StackConfigReader.read(StackFiles.read(file)));
        } catch (InvalidConfigException e) {
            throw new CliException(ExitCode.BAD_INPUT, file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.BAD_INPUT,
                    file + ": cannot be read; name a stack file such as pulumi-gcp/Pulumi.prod.yaml",
                    e);
        }
    }
}
