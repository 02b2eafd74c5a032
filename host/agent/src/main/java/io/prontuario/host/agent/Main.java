package io.prontuario.host.agent;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code prontuario-host.jar}: the host agent, and the commands that change its directory by hand. */
@Command(
        name = "prontuario-host",
        description = "Run the Prontuário platform's part of one box.",
        mixinStandardHelpOptions = true,
        subcommands = {AgentCommand.class})
public final class Main {
    /** The command line, not run yet. */
    public static CommandLine commandLine() {
        return new CommandLine(new Main());
    }

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }
}
