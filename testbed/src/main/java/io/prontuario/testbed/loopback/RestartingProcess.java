package io.prontuario.testbed.loopback;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A process that is started again when it ends, as systemd or a kubelet would, until {@link #release}. */
final class RestartingProcess {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Executor AFTER_PAUSE =
            CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    private final ProcessSpec spec;
    private boolean wanted = true;
    private @Nullable Process process;

    private RestartingProcess(ProcessSpec spec) {
        this.spec = spec;
    }

    /** @throws IOException when the program cannot be started at all */
    static RestartingProcess start(ProcessSpec spec) throws IOException {
        RestartingProcess restarting = new RestartingProcess(spec);
        restarting.run();
        return restarting;
    }

    ProcessSpec spec() {
        return spec;
    }

    private synchronized void run() throws IOException {
        if (wanted) {
            Process started = spec.start();
            process = started;
            started.onExit().thenRunAsync(this::runAgain, AFTER_PAUSE);
        }
    }

    private void runAgain() {
        try {
            run();
        } catch (IOException e) {
            AFTER_PAUSE.execute(this::runAgain);
        }
    }

    /** It is not started again. @return the process and its descendants, still running */
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
