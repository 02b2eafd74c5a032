package io.prontuario.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process that cannot outlive this JVM, not even when the JVM is killed: a guarding shell ends it when its standard
 * input closes.
 */
public final class ChildProcess implements AutoCloseable {
    private static final String GUARD =
            "exec 3<&0; \"$@\" 3<&- </dev/null & child=$!; { read -r _ <&3; kill -%s $child; } 2>/dev/null & "
                    + "guard=$!; wait $child; code=$?; kill $guard 2>/dev/null; exit $code";

    /** How {@link #close} and the death of this JVM end the process. */
    public enum End {
        /** SIGTERM: the process may clean up. */
        TERM,
        /** SIGKILL: nothing of it needs cleaning up. */
        KILL
    }

    private final String name;
    private final Path log;
    private final Process process;

    public ChildProcess(String name, Path log, List<String> command, Map<String, String> environment, End end)
            throws IOException {
        this.name = name;
        this.log = log;
        ProcessBuilder builder = new ProcessBuilder(guarded(command, end))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        this.process = builder.start();
    }

    /**
     * The command under a shell that ends it when the shell's standard input closes, and that exits with its status.
     * The caller keeps the {@link Process} and leaves its standard input a pipe: the pipe closes when this JVM ends,
     * even by SIGKILL.
     */
    public static List<String> guarded(List<String> command, End end) {
        List<String> guarded = new ArrayList<>(List.of("/bin/sh", "-c", GUARD.formatted(end), "sh"));
        guarded.addAll(command);
        return guarded;
    }

    /** @throws IllegalStateException with the end of the process's log when it has exited */
    public void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " exited with " + process.exitValue() + ":\n" + logTail());
        }
    }

    /** Standard output and standard error so far. */
    public String log() throws IOException {
        return Files.readString(log);
    }

    /** The last 20 lines of {@link #log}. */
    public String logTail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    /** Sends a signal, for example {@code STOP}, to the program itself and not to the shell that guards it. */
    public void signal(String signal) {
        process.descendants()
                .filter(child ->
                        child.info().command().filter(c -> !c.endsWith("sh")).isPresent())
                .forEach(child -> Commands.run("kill", "-" + signal, Long.toString(child.pid())));
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
