package io.prontuario.testbed.peer;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to measure.
 *
 * @param runs of every fault, and of the latency
 * @param peers names of settings of Patroni and CloudNativePG, one cluster each
 * @param latency whether commits are measured too
 * @param logs where to put the logs of a peer's processes; nowhere if empty
 */
public record PeerPlan(int runs, List<Scenario> scenarios, List<String> peers, boolean latency, Optional<Path> logs) {
    public PeerPlan {
        scenarios = List.copyOf(scenarios);
        peers = List.copyOf(peers);
    }
}
