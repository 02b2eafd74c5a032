package io.prontuario.cli;

import io.prontuario.cli.command.RootCommand;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;

/** Entry point of the {@code prontuario} command. */
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
        // The operator's jar is on the class path too; its logback.xml writes JSON to standard output.
        System.setProperty("logback.configurationFile", "prontuario-cli-logback.xml");
        return new CommandLine(new RootCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::usageError)
                .setExecutionExceptionHandler(Main::failure);
    }

    /** One line with the option and the problem, and where the usage is. */
    private static int usageError(CommandLine.ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("prontuario: " + problem(e) + "; see "
                + command.getCommandSpec().qualifiedName() + " --help");
        err.flush();
        return ExitCode.BAD_INPUT.status();
    }

    private static String problem(CommandLine.ParameterException e) {
        if (e instanceof CommandLine.UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()
                && !unmatched.isUnknownOption()) {
            List<String> similar = unmatched.getSuggestions();
            return "there is no command or argument \""
                    + unmatched.getUnmatched().get(0) + "\""
                    + (similar.isEmpty() ? "" : "; did you mean " + String.join(" or ", similar) + "?");
        }
        return String.valueOf(e.getMessage()).replaceFirst("^Error: ", "");
    }

    private static int failure(Exception e, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        PrintWriter err = command.getErr();
        if (e instanceof CliException known) {
            err.println("prontuario: " + known.getMessage());
            err.flush();
            return known.code().status();
        }
        throw e;
    }
}
