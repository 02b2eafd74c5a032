package io.prontuario.testbed.command;

import io.prontuario.cli.ExitCode;
import io.prontuario.testbed.exec.TestbedException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;

/** The command line of {@code ./prontuario}: the product's commands and those of the test bed. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command line, not run yet. */
    public static CommandLine commandLine() {
        CommandLine line = io.prontuario.cli.Main.commandLine()
                .addSubcommand(new DemoCommand())
                .addSubcommand(new BenchmarkCommand())
                .addSubcommand(new DrillsCommand())
                .addSubcommand(new PeersCommand())
                .addSubcommand(new TestbedCommand())
                // Applies to the subcommands that are there when it is called.
                .setCaseInsensitiveEnumValuesAllowed(true);
        IExecutionExceptionHandler product = line.getExecutionExceptionHandler();
        return line.setExecutionExceptionHandler((e, command, parsed) -> {
            if (e instanceof TestbedException refused) {
                PrintWriter err = command.getErr();
                err.println("prontuario: " + refused.getMessage());
                err.flush();
                return ExitCode.REFUSED.status();
            }
            return product.handleExecutionException(e, command, parsed);
        });
    }
}
