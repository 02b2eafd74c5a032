package io.prontuario.testbed.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** One command line, run in this JVM. */
public record CommandResult(int status, String out, String err) {
    public static CommandResult prontuario(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int status = command.execute(args);
        command.getOut().flush();
        return new CommandResult(status, out.toString(), err.toString());
    }
}
