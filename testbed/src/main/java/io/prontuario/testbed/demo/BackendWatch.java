package io.prontuario.testbed.demo;

import io.prontuario.host.protocol.AgentClient;
import io.prontuario.host.protocol.AgentReport;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** Reads every front door's report five times a second, and records each backend without a usable server. */
final class BackendWatch implements AutoCloseable {
    private static final long PAUSE_MILLIS = 200;

    private final Map<String, AgentClient> agents;
    private final Set<String> empty = new TreeSet<>();
    private final Thread watcher;
    private volatile boolean closed;
    private volatile int looks;

    private BackendWatch(Map<String, AgentClient> agents) {
        this.agents = Map.copyOf(agents);
        this.watcher = new Thread(this::watch, "backend-watch");
        watcher.setDaemon(true);
    }

    static BackendWatch start(StretchedControlPlane controlPlane) {
        BackendWatch watch = new BackendWatch(controlPlane.agents());
        watch.watcher.start();
        return watch;
    }

    private void watch() {
        while (!closed) {
            agents.forEach((box, agent) -> {
                if (agent.report() instanceof AgentClient.ReportResult.Received seen) {
                    look(box, seen.report());
                }
            });
            pause();
        }
    }

    private void look(String box, AgentReport report) {
        looks++;
        report.traffic().backends().forEach((backend, servers) -> {
            if (servers.values().stream().noneMatch(AgentReport.ServerReport::usable)) {
                synchronized (empty) {
                    empty.add(backend + " on " + box);
                }
            }
        });
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    StepCheck verdict() {
        synchronized (empty) {
            return new StepCheck(
                    "no backend emptied",
                    empty.isEmpty() && looks > 0,
                    empty.isEmpty() ? "in " + looks + " reports of the front doors" : "emptied: " + empty);
        }
    }

    @Override
    public void close() {
        closed = true;
        watcher.interrupt();
    }
}
