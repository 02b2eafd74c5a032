package io.prontuario.cli.command;

import io.prontuario.cli.ExitCode;
import io.prontuario.cli.action.Validation;
import io.prontuario.cli.action.Validation.Finding;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = {
            "Check a ProntuarioPlatform without a cluster: the field, what is wrong, and what to write.",
            "The operator refuses what this refuses, and keeps the last good spec running."
        })
final class ValidateCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "YAML files, one ProntuarioPlatform each.")
    private List<Path> files;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        boolean good = true;
        for (Path file : files) {
            List<Finding> findings = Validation.of(file, Instant.now());
            boolean valid = findings.stream().noneMatch(Finding::fatal);
            good &= valid;
            if (valid) {
                out.println(file + ": valid");
            }
            findings.forEach(finding -> err.println(file + ": " + finding));
        }
        return (good ? ExitCode.OK : ExitCode.BAD_INPUT).status();
    }
}
