package io.prontuario.cli.command;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.cli.action.Cluster;
import io.prontuario.cli.action.ExplainService;
import io.prontuario.cli.action.SavedObservation;
import io.prontuario.cli.output.DecisionText;
import io.prontuario.cli.output.Explanation;
import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.PlatformYamlException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Say in sentences why a platform is in the mode it is in, and what it waits for. With --observation, ask the",
            "operator's decider what it would do about a saved observation, without a cluster."
        })
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private ClusterOptions cluster;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME|FILE",
            description = "The platform, the only one when absent; with --observation, its YAML file.")
    private @Nullable String platform;

    @Option(
            names = "--observation",
            paramLabel = "FILE",
            description = "What was seen, as YAML; see docs/reference/cli.md.")
    private @Nullable Path observation;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (observation == null) {
            try (Cluster opened = cluster.open()) {
                out.print(Explanation.of(opened.only(platform)));
            }
        } else {
            out.print(saved(observation));
        }
        out.flush();
        return 0;
    }

    private String saved(Path seen) {
        if (platform == null) {
            throw new ParameterException(spec.commandLine(), "--observation needs the platform's FILE, too");
        }
        SavedObservation observed = SavedObservation.read(seen);
        try {
            return DecisionText.of(
                    ExplainService.of(PlatformYaml.read(Path.of(platform)).getSpec(), observed));
        } catch (IllegalArgumentException e) {
            throw new CliException(ExitCode.BAD_INPUT, "--observation: " + seen + ": " + e.getMessage(), e);
        } catch (PlatformYamlException | UncheckedIOException e) {
            throw new CliException(ExitCode.BAD_INPUT, platform + ": " + e.getMessage(), e);
        }
    }
}
