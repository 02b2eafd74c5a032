package io.prontuario.cli.command;

import io.prontuario.cli.ExitCode;
import io.prontuario.cli.drill.Evidence;
import io.prontuario.cli.drill.EvidenceFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "List the tests of which evidence is kept, newest first.")
final class FailoverTestReportCommand implements Callable<Integer> {
    @Option(
            names = "--evidence",
            paramLabel = "FOLDER",
            defaultValue = "failover-tests",
            description = "Folder of the evidence. Default: ${DEFAULT-VALUE}.")
    private Path folder;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() throws IOException {
        List<Evidence> runs = new EvidenceFiles(folder).all();
        output.print(
                runs.stream().map(FailoverTestReportCommand::line).collect(Collectors.joining()),
                () -> runs.stream().map(Evidence::withoutSamples).toList());
        return ExitCode.OK.status();
    }

    private static String line(Evidence run) {
        return "%s  %-16s %-9s %-17s outage %d ms of %d ms, %d of %d requests failed%n"
                .formatted(
                        run.times().startedAt(),
                        run.test().scenario(),
                        run.test().driver(),
                        run.result().verdict(),
                        run.clients().outageMillis(),
                        run.expected().budgetMillis(),
                        run.clients().failed(),
                        run.clients().requests());
    }
}
