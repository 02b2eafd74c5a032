package io.prontuario.cli.command;

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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "stack",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Helpers around a Google Cloud stack: what Pulumi prints as JSON, made useful.")
final class StackCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }

    @Command(
            name = "import-file",
            mixinStandardHelpOptions = true,
            description = "From pulumi preview --json, the file that pulumi import -f reads.")
    int importFile(
            @Parameters(paramLabel = "FILE", description = "The preview's JSON; - reads standard input.") Path file) {
        ImportFile.Result result = read(file, ImportFile::of);
        out().println(result.json());
        out().flush();
        result.withoutId().forEach(r -> err().println(
                        "no id can be told for " + r + "; let pulumi up create it, or add it by hand"));
        return ExitCode.OK.status();
    }

    @Command(
            name = "drift",
            mixinStandardHelpOptions = true,
            description = {
                "From pulumi refresh --preview-only --json, what was changed by hand; for a schedule.",
                "Exits 1 when anything was."
            })
    int drift(@Parameters(paramLabel = "FILE", description = "The refresh's JSON; - reads standard input.") Path file) {
        List<DriftReport.Change> changes = read(file, DriftReport::of);
        changes.forEach(change -> out().println(change));
        out().flush();
        return (changes.isEmpty() ? ExitCode.OK : ExitCode.OBJECTIVE_MISSED).status();
    }

    @Command(
            name = "overlay",
            mixinStandardHelpOptions = true,
            description = "From pulumi stack output --json, the overlay for the hospital's ProntuarioPlatform.")
    int overlay(
            @Option(
                            names = "--records",
                            defaultValue = "records",
                            description = "The database service. Default: ${DEFAULT-VALUE}.")
                    String records,
            @Option(
                            names = "--over",
                            paramLabel = "OBJECT",
                            description =
                                    "Print this object with the overlay laid over it, ready to be validated and applied.")
                    @Nullable
                    Path over,
            @Parameters(paramLabel = "FILE", description = "The outputs' JSON; - reads standard input.") Path file) {
        String overlay = read(file, json -> OutputsOverlay.of(json, records));
        out().print(over == null ? overlay : laidOver(over, overlay));
        out().flush();
        return ExitCode.OK.status();
    }

    private static String laidOver(Path object, String overlay) {
        try {
            return PlatformOverlay.merge(Files.readString(object), overlay);
        } catch (IOException | PlatformYamlException e) {
            throw new CliException(
                    ExitCode.BAD_INPUT, object + ": not an object that can be read (" + e.getMessage() + ")", e);
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
                    ExitCode.BAD_INPUT, file + ": cannot read it; name a file, or - for standard input", e);
        } catch (NotReadyException e) {
            throw new CliException(ExitCode.REFUSED, file + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            // Gson has half a dozen unrelated exceptions for JSON of another shape; the parsers have no other input.
            throw new CliException(
                    ExitCode.BAD_INPUT, file + ": not what Pulumi prints with --json (" + e.getMessage() + ")", e);
        }
    }
}
