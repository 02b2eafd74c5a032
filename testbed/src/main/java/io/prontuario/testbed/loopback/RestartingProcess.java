package io.prontuario.testbed.loopback;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A process that is started again when it ends, as systemd or a kubelet would, until it is let go. */
final class RestartingProcess {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private final ProcessLauncher launcher;
    private final ProcessSpec command;
    private boolean wanted = true;
    private @Nullable Process process;

    private RestartingProcess(ProcessLauncher launcher, ProcessSpec command) {
        this.launcher = launcher;
        this.command = command;
    }

    /** @throws IOException when the program cannot be started at all */
    static RestartingProcess start(ProcessLauncher launcher, ProcessSpec command)
            throws IOException, InterruptedException {
        RestartingProcess restarting = new RestartingProcess(launcher, command);
        restarting.watch(launcher.start(command));
        return restarting;
    }

    ProcessSpec command() {
        return command;
    }

    private synchronized void watch(Process started) {
        process = started;
        if (!wanted) {
            started.destroyForcibly();
        }
        started.onExit().thenRun(() -> launcher.later(PAUSE, this::again));
    }

    private void again() {
        synchronized (this) {
            if (!wanted) {
                return;
            }
        }
        try {
            watch(launcher.launch(command));
        } catch (IOException e) {
            launcher.later(PAUSE, this::again);
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
