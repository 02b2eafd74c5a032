package io.prontuario.host.agent;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Has HAProxy load the file on disk without dropping a connection, and sees whether it did. */
final class Reloader {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final Haproxy haproxy;
    private final ConfigurationFiles files;

    Reloader(Haproxy haproxy, ConfigurationFiles files) {
        this.haproxy = haproxy;
        this.files = files;
    }

    /**
     * @return the new worker, or empty when HAProxy could not start one; it then has none that takes new connections
     * @throws HaproxyDown when HAProxy does not run
     */
    OptionalLong reload(ConfigurationText next) throws IOException {
        Processes before = haproxy.processes();
        List<ServerStatus> live = before.worker().isPresent() ? haproxy.servers() : List.of();
        files.writeServerState(ServerStateFile.carrying(next, live));
        try {
            haproxy.reload();
            return awaitNewWorker(before.worker());
        } finally {
            // From here on the file is for a start after a stop or a crash.
            files.writeServerState(ServerStateFile.allDown(next));
        }
    }

    private OptionalLong awaitNewWorker(OptionalLong before) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                Processes now = haproxy.processes();
                if (now.failedReloads() > 0) {
                    return OptionalLong.empty();
                }
                if (now.worker().isPresent() && !now.worker().equals(before) && answers()) {
                    return now.worker();
                }
            } catch (HaproxyDown e) {
                // The master replaces itself while it reloads: its socket is away for a moment.
            }
            pause();
        }
        return OptionalLong.empty();
    }

    /** The new worker has read its files when it answers. */
    private boolean answers() throws HaproxyDown {
        return !haproxy.serverStates().isBlank();
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
