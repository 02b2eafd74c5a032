package io.prontuario.testbed;

import java.util.List;
import java.util.Map;

/**
 * What runs, observed from the root namespace.
 *
 * @param running whether a test bed is up, or was left behind
 * @param hosts every host
 * @param cuts pairs of hosts without any packet between them
 * @param virtualAddressOn hosts that hold the virtual address now; exactly one on a healthy test bed
 */
public record Status(boolean running, List<HostStatus> hosts, List<List<String>> cuts, List<String> virtualAddressOn) {

    /**
     * One host.
     *
     * @param name the host
     * @param cluster {@code onsite} or {@code cloud}
     * @param address on its bridge
     * @param state off, running, dead (killed) or frozen
     * @param node Ready, NotReady or Unknown, as reported by the API server of its cluster
     * @param processes how many processes it has, pods' included
     * @param units unit to its process id
     */
    public record HostStatus(
            String name,
            String cluster,
            String address,
            HostState state,
            String node,
            int processes,
            Map<String, Long> units) {}

    /** The state of a host. */
    public enum HostState {
        OFF,
        RUNNING,
        DEAD,
        FROZEN
    }
}
