package io.prontuario.cli.command;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.cli.action.Cluster;
import io.prontuario.cli.action.ExplainService;
import io.prontuario.cli.action.ExplainService.Explained;
import io.prontuario.cli.action.SavedObservation;
import io.prontuario.cli.output.DecisionText;
import io.prontuario.cli.output.Explanation;
import io.prontuario.cli.output.Transcript;
import io.prontuario.crds.PlatformYamlException;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
            "Explain in sentences a platform's mode, its last transition, and conditions that need attention.",
            "With --observation, print what the operator's deciders do about a saved observation, without a cluster."
        })
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private ClusterOptions cluster;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME|FILE",
            description = "Platform. Default: the only one in the namespace. With --observation, its YAML file.")
    private @Nullable String platform;

    @Option(
            names = "--observation",
            paramLabel = "FILE",
            description = "YAML file of an observation; docs/observations has examples.")
    private @Nullable Path observation;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (observation == null && platform != null && Files.isRegularFile(Path.of(platform))) {
            throw new ParameterException(
                    spec.commandLine(),
                    platform + " is a file; add --observation FILE, or give the name of a platform in the cluster");
        }
        if (observation == null) {
            try (Cluster opened = cluster.open()) {
                ProntuarioPlatform found = opened.only(platform);
                output.print(Explanation.of(found), () -> Explanation.json(found));
            }
        } else {
            saved(observation);
        }
        return ExitCode.OK.status();
    }

    private void saved(Path seen) {
        if (platform == null) {
            throw new ParameterException(spec.commandLine(), "--observation: needs the platform's YAML file as FILE");
        }
        SavedObservation observed = SavedObservation.read(seen);
        try {
            Transcript transcript = new Transcript(observed);
            Explained explained = ExplainService.of(Files.readString(Path.of(platform)), observed, transcript::add);
            output.print(transcript.text() + "\n" + DecisionText.of(explained), () -> DecisionText.json(explained));
        } catch (IllegalArgumentException e) {
            throw new CliException(ExitCode.BAD_INPUT, "--observation: " + seen + ": " + e.getMessage(), e);
        } catch (PlatformYamlException | UncheckedIOException e) {
            throw new CliException(ExitCode.BAD_INPUT, platform + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.BAD_INPUT,
                    platform + ": cannot be read; name a file that exists and that you may read",
                    e);
        }
    }
}
