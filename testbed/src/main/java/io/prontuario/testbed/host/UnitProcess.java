package io.prontuario.testbed.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs one unit, and starts it again when it ends, on its own thread. */
final class UnitProcess implements Runnable {
    private static final long POLL_MILLIS = 100;
    private static final long FIRST_PAUSE_MILLIS = 300;
    private static final long LAST_PAUSE_MILLIS = 5_000;
    /** A unit that ran this long was healthy; the pause after its next end is short again. */
    private static final long WELL_MILLIS = 10_000;

    private static final long STOP_SECONDS = 5;

    private final String name;
    private final String text;
    private final UnitFile unit;
    private final Path logs;
    private final Path state;
    private volatile boolean stopping;
    private volatile @Nullable Process process;
    private @Nullable Thread thread;

    UnitProcess(String name, String text, UnitFile unit, Path logs, Path state) {
        this.name = name;
        this.text = text;
        this.unit = unit;
        this.logs = logs;
        this.state = state;
    }

    /** The unit file's text, by which a change is noticed. */
    String text() {
        return text;
    }

    UnitProcess start() {
        Thread started = new Thread(this, name);
        started.start();
        thread = started;
        return this;
    }

    @Override
    public void run() {
        long pause = FIRST_PAUSE_MILLIS;
        int restarts = 0;
        try {
            awaitFile();
            while (!stopping) {
                long started = System.nanoTime();
                int status = runOnce(restarts++);
                long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
                if (stopping) {
                    return;
                }
                pause = millis > WELL_MILLIS ? FIRST_PAUSE_MILLIS : Math.min(pause * 2, LAST_PAUSE_MILLIS);
                UnitSupervisor.log(
                        name + " ended with status " + status + " after " + millis + " ms; again in " + pause + " ms");
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            // Stopped before or between runs.
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            UnitSupervisor.log(name + " cannot be started: " + e.getMessage());
        }
    }

    /** Ends the unit: SIGTERM, then SIGKILL. */
    void stop() throws InterruptedException {
        stopping = true;
        Process running = process;
        if (running != null) {
            running.destroy();
            if (!running.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
        }
        Thread keeping = thread;
        if (keeping != null) {
            keeping.interrupt();
            keeping.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        }
        try {
            Files.deleteIfExists(state.resolve(name));
        } catch (IOException e) {
            UnitSupervisor.log("cannot remove the state of " + name + ": " + e.getMessage());
        }
    }

    private int runOnce(int restarts) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(unit.launch());
        builder.environment().putAll(unit.environment());
        Process running = builder.redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        logs.resolve(name + ".log").toFile()))
                .start();
        process = running;
        Files.writeString(
                state.resolve(name),
                "pid=" + running.pid() + "\nstarted=" + Instant.now() + "\nrestarts=" + restarts + "\n");
        return running.waitFor();
    }

    private void awaitFile() throws InterruptedException {
        while (unit.waitFor().isPresent() && !Files.exists(unit.waitFor().get()) && !stopping) {
            Thread.sleep(POLL_MILLIS);
        }
    }
}
