package io.prontuario.crds.v1alpha1;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One on-site machine.
 *
 * @param name the host's name: a failure domain, a site in status, a server in the front door
 * @param role what it does; at most one Primary and one Secondary
 * @param node the Kubernetes node that runs on it; the name when absent
 * @param address the address the front door and the probes reach it by
 * @param agentPort the edge agent's TLS port on this host
 * @param capacity what the machine offers, in Kubernetes quantities (cpu, memory, storage)
 */
public record HostSpec(
        String name,
        Role role,
        @Nullable String node,
        @Nullable String address,
        @Nullable Integer agentPort,
        Map<String, String> capacity) {
    public HostSpec {
        node = node == null ? name : node;
        agentPort = agentPort == null ? 9443 : agentPort;
        capacity = Lists.orEmpty(capacity);
    }

    /** Primary serves first, Secondary when it cannot; a Worker serves what is placed on it; a ControlPlane serves nothing. */
    public enum Role {
        Primary,
        Secondary,
        Worker,
        ControlPlane
    }

    /** Whether workloads are placed here. */
    public boolean serves() {
        return role != Role.ControlPlane;
    }
}
