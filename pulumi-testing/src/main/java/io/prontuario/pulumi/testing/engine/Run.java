package io.prontuario.pulumi.testing.engine;

import java.time.Duration;

/** One finished run of the command line. */
public record Run(int exitCode, String output, String errors, Duration took) {
    /** Everything it printed, for messages. */
    public String all() {
        return output + "\n" + errors;
    }

    /** This run if it succeeded. @throws AssertionError with everything it printed otherwise */
    public Run succeeded() {
        if (exitCode != 0) {
            throw new AssertionError("exit code " + exitCode + ":\n" + all());
        }
        return this;
    }
}
