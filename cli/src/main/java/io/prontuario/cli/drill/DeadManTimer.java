package io.prontuario.cli.drill;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Undoes a fault at its deadline, in a process and a session of its own, which outlive the runner, its terminal and their signals.
 * It exists beside the timer on the target.
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
     * Starts the timer.
     *
     * @param commands undo the fault; each is run, also when an earlier one fails
     * @param log gets their output
     * @throws IOException when the timer cannot be started; then no fault may be injected
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

    /** Stops the timer: the fault is undone. */
    void disarm() {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
