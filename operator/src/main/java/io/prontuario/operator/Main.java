package io.prontuario.operator;

import io.prontuario.operator.config.ManifestsCommand;
import io.prontuario.operator.config.RunCommand;
import io.prontuario.operator.config.VersionCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code operator.jar run | manifests | version}. */
@Command(
        name = "operator",
        description = "The Prontuário platform's operator.",
        mixinStandardHelpOptions = true,
        subcommands = {RunCommand.class, ManifestsCommand.class, VersionCommand.class})
public final class Main {
    /** The command line, also for callers that need its output and exit code. */
    public static CommandLine commandLine() {
        return new CommandLine(new Main());
    }

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }
}
