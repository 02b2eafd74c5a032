package io.prontuario.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.crds.PlatformOverlay;
import io.prontuario.crds.PlatformYamlException;
import io.prontuario.pulumi.gcp.tools.DriftReport;
import io.prontuario.pulumi.gcp.tools.ImportFile;
import io.prontuario.pulumi.gcp.tools.NotReadyException;
import io.prontuario.pulumi.gcp.tools.OutputsOverlay;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "stack",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Convert what Pulumi prints about a Google Cloud stack. Never calls Pulumi or Google.")
final class StackCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing subcommand");
    }

    @Command(
            name = "import-file",
            mixinStandardHelpOptions = true,
            description = "From pulumi preview --json, print the JSON file for pulumi import -f.")
    int importFile(
            @Parameters(paramLabel = "FILE", description = "JSON of the preview; - reads standard input.") Path file) {
        ImportFile.Result result = read(file, ImportFile::of);
        out().println(result.json());
        out().flush();
        result.withoutId().forEach(r -> err().println(
                        r + ": its id is not known; let pulumi up create it, or add the id by hand"));
        return ExitCode.OK.status();
    }

    @Command(
            name = "drift",
            mixinStandardHelpOptions = true,
            description = {
                "From pulumi refresh --preview-only --json, print resources that were changed outside Pulumi.",
                "Exit code 1 when there is one; meant for a scheduled job."
            })
    int drift(
            @Mixin OutputOption output,
            @Parameters(paramLabel = "FILE", description = "JSON of the refresh; - reads standard input.") Path file) {
        List<DriftReport.Change> changes = read(file, DriftReport::of);
        output.print(changes.stream().map(change -> change + "\n").collect(Collectors.joining()), () -> changes);
        return (changes.isEmpty() ? ExitCode.OK : ExitCode.OBJECTIVE_MISSED).status();
    }

    @Command(
            name = "overlay",
            mixinStandardHelpOptions = true,
            description =
                    "From pulumi stack output --json, print the overlay for a ProntuarioPlatform, as YAML or JSON.")
    int overlay(
            @Mixin OutputOption output,
            @Option(
                            names = "--records",
                            paramLabel = "NAME",
                            description = "Name of the database service, for an object without data.postgres.")
                    @Nullable
                    String records,
            @Option(
                            names = "--over",
                            paramLabel = "OBJECT",
                            description = "Print this object merged with the overlay, ready to validate and apply.")
                    @Nullable
                    Path over,
            @Parameters(paramLabel = "FILE", description = "JSON of the outputs; - reads standard input.") Path file) {
        String overlay = read(file, json -> OutputsOverlay.of(json, records));
        String yaml = over == null ? overlay : merged(over, overlay);
        output.print(yaml, () -> tree(yaml));
        return ExitCode.OK.status();
    }

    private static Object tree(String yaml) {
        try {
            return new YAMLMapper().readValue(yaml, Object.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The overlay is not YAML", e);
        }
    }

    private static String merged(Path object, String overlay) {
        try {
            return PlatformOverlay.merge(Files.readString(object), overlay);
        } catch (IOException | PlatformYamlException e) {
            throw new CliException(
                    ExitCode.BAD_INPUT,
                    "--over: " + object + ": " + e.getMessage() + "; name a YAML file of a ProntuarioPlatform",
                    e);
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    private static <T> T read(Path file, Function<String, T> parse) {
        try {
            String json = file.toString().equals("-")
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(file);
            return parse.apply(json);
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.BAD_INPUT, file + ": cannot be read; name a file, or - for standard input", e);
        } catch (NotReadyException e) {
            throw new CliException(ExitCode.REFUSED, file + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            // Gson has several unrelated exceptions for JSON of another shape; the parsers have no other input.
            throw new CliException(
                    ExitCode.BAD_INPUT,
                    file + ": is not the output of Pulumi with --json (" + e.getMessage()
                            + "); pass the file or standard input unchanged",
                    e);
        }
    }
}
