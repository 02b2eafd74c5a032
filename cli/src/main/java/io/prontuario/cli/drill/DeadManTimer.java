package io.prontuario.cli.drill;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Undoes a fault when its time is up, in a process of its own and a session of its own: it outlives the runner, its terminal and
 * the signals that end them. The second belt beside the timer on the target.
 */
final class DeadManTimer {
    private static final String SCRIPT =
            "sleep \"$0\"; echo \"$(date -u +%%FT%%T.%%3NZ) the runner is gone: undoing its fault\"; status=0; %s;"
                    + " echo \"$(date -u +%%FT%%T.%%3NZ) undone: status $status\"; exit $status";

    private final Process process;

    private DeadManTimer(Process process) {
        this.process = process;
    }

    /**
     * Begins to count at once.
     *
     * @param commands what undoes the fault; each is run, whatever becomes of the one before
     * @param log what they say goes here
     * @throws IOException when it cannot be armed: then nothing may be broken
     */
    static DeadManTimer arm(Duration after, List<List<String>> commands, Path log) throws IOException {
        String undo = commands.stream()
                .map(words ->
                        words.stream().map(DeadManTimer::quoted).collect(Collectors.joining(" ")) + " || status=1")
                .collect(Collectors.joining("; "));
        List<String> line = new ArrayList<>(List.of("setsid", "bash", "-c", SCRIPT.formatted(undo)));
        line.add(Long.toString(Math.max(1, after.toSeconds())));
        return new DeadManTimer(new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    }

    /** It is undone already. */
    void disarm() {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
