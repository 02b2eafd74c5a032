package io.prontuario.cli.command;

import io.prontuario.cli.ExitCode;
import io.prontuario.cli.action.Validation;
import io.prontuario.cli.action.Validation.Finding;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = {
            "Check ProntuarioPlatform files without a cluster. Each finding names the field, the problem and the remedy.",
            "The operator refuses the same files and keeps running the last good spec."
        })
final class ValidateCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "YAML file with one ProntuarioPlatform. Repeatable.")
    private List<Path> files;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    /** The findings of one file, as JSON. */
    record Checked(Path file, boolean valid, List<Finding> findings) {
        static Checked of(Path file) {
            List<Finding> findings = Validation.of(file, Instant.now());
            return new Checked(file, findings.stream().noneMatch(Finding::fatal), findings);
        }
    }

    @Override
    public Integer call() {
        List<Checked> all = files.stream().map(Checked::of).toList();
        output.print(
                all.stream()
                        .filter(Checked::valid)
                        .map(one -> one.file() + ": valid\n")
                        .collect(Collectors.joining()),
                () -> all);
        if (!output.json()) {
            PrintWriter err = spec.commandLine().getErr();
            all.forEach(one -> one.findings().forEach(finding -> err.println(one.file() + ": " + finding)));
            err.flush();
        }
        return (all.stream().allMatch(Checked::valid) ? ExitCode.OK : ExitCode.BAD_INPUT).status();
    }
}
