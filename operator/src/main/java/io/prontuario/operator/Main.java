package io.prontuario.operator;

import io.prontuario.operator.config.ManifestsCommand;
import io.prontuario.operator.config.RunCommand;
import io.prontuario.operator.config.VersionCommand;
import io.prontuario.operator.edge.AgentCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code operator.jar run | agent | manifests | version}. */
@Command(
        name = "operator",
        description = "The Prontuário platform's operator.",
        mixinStandardHelpOptions = true,
        subcommands = {RunCommand.class, AgentCommand.class, ManifestsCommand.class, VersionCommand.class})
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}
