package io.prontuario.host.agent.database;

import java.nio.file.Path;
import java.time.Duration;

/** Runs a program as the agent does, in a process that can be killed. */
final class ProgramRunner {
    private ProgramRunner() {}

    /** @param arguments folder of the program, its name, and its argument */
    public static void main(String[] arguments) throws Exception {
        new Programs(Path.of(arguments[0]), new Account("postgres"))
                .run(Duration.ofHours(1), arguments[1], arguments[2]);
    }
}
