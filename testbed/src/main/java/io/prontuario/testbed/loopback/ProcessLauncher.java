package io.prontuario.testbed.loopback;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Starts processes that cannot outlive the demo: the kernel kills each when the thread that started it is gone, even when the
 * demo itself is killed. Hence one thread, which lives as long as the demo.
 */
final class ProcessLauncher implements AutoCloseable {
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread launcher = new Thread(task, "spawner");
        launcher.setDaemon(true);
        return launcher;
    });

    /** @throws IOException when the program cannot be started */
    Process start(ProcessSpec command) throws IOException, InterruptedException {
        try {
            return thread.submit(() -> launch(command)).get();
        } catch (ExecutionException e) {
            throw new IOException("cannot start " + command + ": " + e.getCause(), e.getCause());
        }
    }

    /** Runs a task on the spawning thread, later. Dropped when the demo is ending. */
    void later(Duration delay, Runnable task) {
        try {
            thread.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException ending) {
            // Nothing is started any more.
            return;
        }
    }

    /** Only on the spawning thread. */
    Process launch(ProcessSpec command) throws IOException {
        File log = command.log().toFile();
        ProcessBuilder builder = new ProcessBuilder(line(command))
                // PostgreSQL's user may not be allowed where the demo was called from.
                .directory(Path.of("/").toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        builder.environment().putAll(command.environment());
        return builder.start();
    }

    private static List<String> line(ProcessSpec command) {
        List<String> line = new ArrayList<>(List.of("nice", "-n", String.valueOf(command.niceness())));
        line.addAll(List.of("setpriv", "--pdeathsig", "KILL"));
        if (command.asDatabaseUser()) {
            line.addAll(DatabaseUser.options());
        }
        line.add("--");
        line.addAll(command.words());
        return line;
    }

    /** Processes that still run end with this. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
