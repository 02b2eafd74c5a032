package io.prontuario.testbed.peer;

import io.prontuario.testbed.plan.Layout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What to measure.
 *
 * @param runs of every fault, and of the latency; empty: what each system's scenarios ask for
 * @param peers the platform, and names of settings of Patroni and CloudNativePG, one cluster each
 * @param latency whether commits are measured too
 * @param again whether measures that are known already are repeated
 * @param logs where to put the logs of a peer's processes; nowhere if empty
 * @param controlPlane where the platform's own is
 * @param outage how long etcd has no quorum in the scenario about that
 */
public record PeerPlan(
        OptionalInt runs,
        List<Scenario> scenarios,
        List<String> peers,
        boolean latency,
        boolean again,
        Optional<Path> logs,
        Layout controlPlane,
        Duration outage) {
    private static final int LATENCY_RUNS = 3;

    public PeerPlan {
        scenarios = List.copyOf(scenarios);
        peers = List.copyOf(peers);
    }

    int latencyRuns() {
        return latency ? runs.orElse(LATENCY_RUNS) : 0;
    }
}
