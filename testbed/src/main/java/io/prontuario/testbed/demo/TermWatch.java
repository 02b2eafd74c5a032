package io.prontuario.testbed.demo;

import io.prontuario.host.protocol.AgentClient;
import io.prontuario.host.protocol.AgentReport;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Reads from the front doors' agents the term of the last accepted order: an accepted order proves that a leader acts,
 * a Lease does not.
 */
final class TermWatch {
    private static final long PAUSE_MILLIS = 100;

    private final Map<String, AgentClient> agents;

    /** @param agents of the boxes that are expected to live */
    TermWatch(Map<String, AgentClient> agents) {
        this.agents = Map.copyOf(agents);
    }

    static TermWatch without(StretchedControlPlane controlPlane, String dying) {
        return new TermWatch(controlPlane.agents().entrySet().stream()
                .filter(box -> !box.getKey().equals(dying))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** The highest term whose order a box has accepted; -1 if no box answers. */
    long term() {
        return agents.values().parallelStream().mapToLong(TermWatch::term).max().orElse(-1);
    }

    private static long term(AgentClient agent) {
        if (agent.report() instanceof AgentClient.ReportResult.Received seen) {
            AgentReport.Heartbeat heartbeat = seen.report().heartbeat();
            return heartbeat == null ? -1 : heartbeat.term();
        }
        return -1;
    }

    /** When a box first reported an accepted order of a later term; empty at the limit. */
    OptionalLong awaitAfter(long term, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < end) {
            if (term() > term) {
                return OptionalLong.of(System.nanoTime());
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        return OptionalLong.empty();
    }
}
