package io.prontuario.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that cannot outlive this JVM, not even when the JVM is killed: it dies when its standard input closes. */
final class ChildProcess implements AutoCloseable {
    private static final String GUARD =
            "exec 3<&0; \"$@\" 3<&- </dev/null & child=$!; { read -r _ <&3; kill -9 $child; } 2>/dev/null & "
                    + "guard=$!; wait $child; code=$?; kill $guard 2>/dev/null; exit $code";

    private final String name;
    private final Path log;
    private final Process process;

    ChildProcess(String name, Path log, List<String> command) throws IOException {
        this.name = name;
        this.log = log;
        List<String> guarded = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, "sh"));
        guarded.addAll(command);
        this.process = new ProcessBuilder(guarded)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** @throws IllegalStateException with the end of the process's log when it has exited */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " exited with " + process.exitValue() + ":\n" + logTail());
        }
    }

    String logTail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
