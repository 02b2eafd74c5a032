package io.prontuario.operator.edge.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that does not outlive the test. */
public final class Child implements AutoCloseable {
    /** Dies when its standard input closes, which it does with the JVM that started it, even when that is killed. */
    private static final String GUARD =
            "exec 3<&0; \"$@\" 3<&- </dev/null & child=$!; { read -r _ <&3; kill -TERM $child; } 2>/dev/null & "
                    + "guard=$!; wait $child; code=$?; kill $guard 2>/dev/null; exit $code";

    private final Path log;
    private final Process process;

    public Child(Path log, List<String> command, Map<String, String> environment) throws IOException {
        this.log = log;
        List<String> guarded = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, "sh"));
        guarded.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(guarded).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        this.process = builder.start();
    }

    public String log() throws IOException {
        return Files.readString(log);
    }

    /** To the program itself, not to the shell that guards it. */
    public void signal(String name) {
        process.descendants()
                .filter(child ->
                        child.info().command().filter(c -> !c.endsWith("sh")).isPresent())
                .forEach(child -> Commands.run("kill", "-" + name, Long.toString(child.pid())));
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
