package io.prontuario.testbed.loopback;

import io.prontuario.testing.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program to run.
 *
 * @param name for people
 * @param words program and arguments
 * @param environment added to the demo's own
 * @param log where it writes
 * @param niceness 0 for what requests wait for; more for what may wait
 * @param asDatabaseUser whether root runs it as user postgres, because PostgreSQL refuses root
 */
record ProcessSpec(
        String name,
        List<String> words,
        Map<String, String> environment,
        Path log,
        int niceness,
        boolean asDatabaseUser) {
    ProcessSpec {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    static ProcessSpec of(String name, List<String> words, Path log, int niceness) {
        return new ProcessSpec(name, words, Map.of(), log, niceness, false);
    }

    ProcessSpec with(Map<String, String> variables) {
        return new ProcessSpec(name, words, variables, log, niceness, asDatabaseUser);
    }

    ProcessSpec byDatabaseUser() {
        return new ProcessSpec(name, words, environment, log, niceness, true);
    }

    /** Starts the program in a way that it cannot outlive this JVM, not even when the JVM is killed. */
    Process start() throws IOException {
        List<String> line = new ArrayList<>(List.of("nice", "-n", String.valueOf(niceness)));
        if (asDatabaseUser) {
            line.add("setpriv");
            line.addAll(DatabaseUser.options());
            line.add("--");
        }
        line.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(ChildProcess.guarded(line, ChildProcess.End.KILL))
                // PostgreSQL's user may not be allowed to enter the folder of the caller.
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Without the environment, which carries passwords. */
    @Override
    public String toString() {
        return name;
    }
}
