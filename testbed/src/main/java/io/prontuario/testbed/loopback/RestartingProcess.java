package io.prontuario.testbed.loopback;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A process that is started again when it ends, as systemd or a kubelet would, until it is let go. */
final class RestartingProcess {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private final Spawner spawner;
    private final Command command;
    private boolean wanted = true;
    private @Nullable Process process;

    private RestartingProcess(Spawner spawner, Command command) {
        this.spawner = spawner;
        this.command = command;
    }

    /** @throws IOException when the program cannot be started at all */
    static RestartingProcess start(Spawner spawner, Command command) throws IOException, InterruptedException {
        RestartingProcess kept = new RestartingProcess(spawner, command);
        kept.keep(spawner.start(command));
        return kept;
    }

    Command command() {
        return command;
    }

    private synchronized void keep(Process started) {
        process = started;
        if (!wanted) {
            started.destroyForcibly();
        }
        started.onExit().thenRun(() -> spawner.later(PAUSE, this::again));
    }

    private void again() {
        synchronized (this) {
            if (!wanted) {
                return;
            }
        }
        try {
            keep(spawner.spawn(command));
        } catch (IOException e) {
            spawner.later(PAUSE, this::again);
        }
    }

    /** It is not started again. @return it and what it started, still running */
    synchronized List<ProcessHandle> release() {
        wanted = false;
        Process running = process;
        return running == null
                ? List.of()
                : Stream.concat(running.descendants(), Stream.of(running.toHandle()))
                        .toList();
    }

    synchronized boolean running() {
        return process != null && process.isAlive();
    }
}
