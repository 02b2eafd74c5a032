package io.prontuario.testbed;

import java.util.List;
import java.util.Map;

/**
 * What runs, as seen from outside the hosts.
 *
 * @param running whether a testbed is up (or was left behind)
 * @param hosts every host
 * @param cuts pairs of hosts that do not hear each other
 * @param virtualAddressOn hosts that hold the virtual address now; one when all is well
 */
public record Status(boolean running, List<HostStatus> hosts, List<List<String>> cuts, List<String> virtualAddressOn) {

    /**
     * One host.
     *
     * @param name the host
     * @param cluster {@code onsite} or {@code cloud}
     * @param address on its bridge
     * @param state off, running, dead (killed) or frozen
     * @param node Ready, NotReady or Unknown, as the API server of its cluster says
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

    /** What a host is doing. */
    public enum HostState {
        OFF,
        RUNNING,
        DEAD,
        FROZEN
    }
}
