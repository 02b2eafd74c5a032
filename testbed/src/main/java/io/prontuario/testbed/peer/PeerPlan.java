package io.prontuario.testbed.peer;

import java.util.List;

/**
 * What to measure.
 *
 * @param runs of every fault, and of the latency
 * @param patroni names of settings, one cluster each
 * @param latency whether commits are measured too
 */
public record PeerPlan(int runs, List<Scenario> scenarios, List<String> patroni, boolean latency) {
    public PeerPlan {
        scenarios = List.copyOf(scenarios);
        patroni = List.copyOf(patroni);
    }
}
