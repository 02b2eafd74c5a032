package io.prontuario.cli.command;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.pulumi.config.InvalidConfigException;
import io.prontuario.pulumi.gcp.config.StackConfigReader;
import io.prontuario.pulumi.gcp.cost.CostEstimate;
import io.prontuario.pulumi.gcp.cost.CostTable;
import io.prontuario.pulumi.gcp.tools.StackFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "cost",
        mixinStandardHelpOptions = true,
        description = {
            "Estimate the monthly cost of a Google Cloud stack, offline, from a dated table of rounded list prices.",
            "For comparison it also prints the AWS estimate of requirement R-PROD-24."
        })
final class CostCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Stack files, such as pulumi-gcp/Pulumi.prod.yaml.")
    private List<Path> files;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        for (Path file : files) {
            out.println(CostTable.of(stack(file), estimate(file)));
        }
        out.print(CostTable.comparison());
        out.flush();
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
                    file + ": cannot read it; name a stack file such as pulumi-gcp/Pulumi.prod.yaml",
                    e);
        }
    }
}
