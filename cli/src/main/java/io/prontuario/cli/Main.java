package io.prontuario.cli;

import io.prontuario.cli.command.RootCommand;
import java.io.PrintWriter;
import picocli.CommandLine;

/** Wiring only. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs one command line. @return the exit status */
    static int run(String... args) {
        return commandLine().execute(args);
    }

    /** The command line, not run yet. */
    public static CommandLine commandLine() {
        // The operator's jar is on the class path too and brings its own, for JSON on standard output.
        System.setProperty("logback.configurationFile", "prontuario-cli-logback.xml");
        return new CommandLine(new RootCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Main::explain);
    }

    private static int explain(Exception e, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        PrintWriter err = command.getErr();
        if (e instanceof CliException known) {
            err.println("prontuario: " + known.getMessage());
            err.flush();
            return known.code().status();
        }
        throw e;
    }
}
