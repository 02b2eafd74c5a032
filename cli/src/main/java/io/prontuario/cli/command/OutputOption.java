package io.prontuario.cli.command;

import io.prontuario.cli.output.JsonLine;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** {@code -o}: text for people, or one line of JSON for programs. */
final class OutputOption {
    /** How a result is printed. */
    enum Format {
        TEXT,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Format format;

    @Spec(Target.MIXEE)
    private CommandSpec mixee;

    boolean json() {
        return format == Format.JSON;
    }

    /** Prints a result: the text as it is, or the object as one line of JSON. */
    void print(String text, Supplier<Object> json) {
        PrintWriter out = out();
        out.print(json() ? JsonLine.of(json.get()) : text);
        out.flush();
    }

    /** Where progress goes: JSON has standard output to itself. */
    PrintWriter progress() {
        return json() ? mixee.commandLine().getErr() : out();
    }

    PrintWriter out() {
        return mixee.commandLine().getOut();
    }
}
