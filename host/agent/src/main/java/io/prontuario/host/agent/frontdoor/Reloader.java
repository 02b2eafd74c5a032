package io.prontuario.host.agent.frontdoor;

import io.prontuario.host.agent.haproxy.Haproxy;
import io.prontuario.host.agent.haproxy.HaproxyDown;
import io.prontuario.host.agent.haproxy.Processes;
import io.prontuario.host.agent.haproxy.ServerStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Makes HAProxy load the file on disk without dropping a connection, and waits for the new worker. */
public final class Reloader {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

    private final Haproxy haproxy;
    private final ConfigurationFiles files;

    public Reloader(Haproxy haproxy, ConfigurationFiles files) {
        this.haproxy = haproxy;
        this.files = files;
    }

    /**
     * @return the new worker; empty when HAProxy could not start one, and then no worker accepts new connections
     * @throws HaproxyDown when HAProxy does not run
     */
    public OptionalLong reload(ConfigurationText next) throws IOException {
        Processes before = haproxy.processes();
        List<ServerStatus> live = before.worker().isPresent() ? haproxy.servers() : List.of();
        files.writeServerState(ServerStateFile.carrying(next, live));
        try {
            haproxy.reload();
            return awaitNewWorker(before.worker());
        } finally {
            // The next reader of the file is a start after a stop or a crash.
            files.writeServerState(ServerStateFile.allDown(next));
        }
    }

    private OptionalLong awaitNewWorker(OptionalLong before) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
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
                // The master replaces itself while it reloads: its socket is gone for a moment.
            }
            pause();
        }
        return OptionalLong.empty();
    }

    /** A worker that answers has read its files. */
    private boolean answers() throws HaproxyDown {
        return !haproxy.serverStates().isBlank();
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_INTERVAL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
