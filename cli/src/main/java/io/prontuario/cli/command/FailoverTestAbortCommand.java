package io.prontuario.cli.command;

import io.prontuario.cli.ExitCode;
import io.prontuario.cli.action.Cluster;
import io.prontuario.cli.drill.AbortService;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "abort",
        mixinStandardHelpOptions = true,
        description = "End every running test. The operator undoes its fault at once.")
final class FailoverTestAbortCommand implements Callable<Integer> {
    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() {
        try (Cluster opened = cluster.open()) {
            List<String> aborted = AbortService.abort(opened);
            output.print(
                    aborted.isEmpty()
                            ? "no failover test is running\n"
                            : aborted.stream()
                                    .map(name -> name + ": aborted; the operator undoes the fault now\n")
                                    .collect(Collectors.joining()),
                    () -> Map.of("aborted", aborted));
            return ExitCode.OK.status();
        }
    }
}
