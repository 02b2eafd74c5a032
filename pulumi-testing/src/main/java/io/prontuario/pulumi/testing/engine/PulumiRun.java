package io.prontuario.pulumi.testing.engine;

import java.time.Duration;

/** A finished run of the command line. */
public record PulumiRun(int exitCode, String output, String errors, Duration took) {
    /** Standard output and standard error, for messages. */
    public String all() {
        return output + "\n" + errors;
    }

    /** This run. @throws AssertionError if it failed, with its output */
    public PulumiRun succeeded() {
        if (exitCode != 0) {
            throw new AssertionError("exit code " + exitCode + ":\n" + all());
        }
        return this;
    }
}
