package io.prontuario.testbed.command;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.testbed.benchmark.BenchmarkFiles;
import io.prontuario.testbed.benchmark.FailoverBenchmark;
import io.prontuario.testbed.demo.DemoPlatform;
import io.prontuario.testbed.demo.Timeline;
import io.prontuario.testbed.exec.TestbedException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        description = {
            "Measure the demo's steps, and the same load on two other systems.",
            "Run the demo's steps several times, then the same load on HAProxy with checks of 5 s / 2 s / 3 and on a plain",
            "Kubernetes Service. Needs Linux and root; five runs take about half an hour."
        })
final class BenchmarkCommand implements Callable<Integer> {
    @Option(names = "--runs", defaultValue = "5", description = "Runs of the steps (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--comparison-runs",
            defaultValue = "1",
            description = "Runs of each comparison (default: ${DEFAULT-VALUE}).")
    private int comparisonRuns;

    @Option(
            names = "--out",
            defaultValue = "benchmarks/failover/results",
            paramLabel = "FOLDER",
            description = "Folder for results.json, results.txt and results.svg (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Timeline timeline = new Timeline(spec.commandLine().getErr());
        Path home = Path.of(System.getProperty("prontuario.home", "")).toAbsolutePath();
        try (DemoPlatform platform = DemoPlatform.create(home, timeline, false)) {
            Path folder = home.resolve(out);
            FailoverBenchmark.Result result = new FailoverBenchmark(
                            platform, timeline, soFar -> BenchmarkFiles.write(folder, soFar))
                    .run(runs, comparisonRuns);
            spec.commandLine().getOut().println(BenchmarkFiles.write(folder, result));
            spec.commandLine().getOut().flush();
            return (result.passed() ? ExitCode.OK : ExitCode.OBJECTIVE_MISSED).status();
        } catch (TestbedException e) {
            throw new CliException(ExitCode.REFUSED, String.valueOf(e.getMessage()), e);
        }
    }
}
