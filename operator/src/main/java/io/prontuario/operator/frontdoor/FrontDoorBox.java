package io.prontuario.operator.frontdoor;

import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.v1alpha1.EdgeSpec;
import io.prontuario.crds.v1alpha1.HostSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A box that runs a front door and its agent.
 *
 * @param site the site on the same machine; empty for an edge box, which serves no workload
 */
public record FrontDoorBox(String name, String address, int agentPort, Optional<SiteName> site) {
    /** The boxes of a spec: edge nodes first, then the hosts that serve. None without an edge section. */
    public static List<FrontDoorBox> of(PlatformSpec spec) {
        List<FrontDoorBox> boxes = new ArrayList<>();
        if (spec.edge() == null) {
            return boxes;
        }
        for (EdgeSpec.EdgeNode node : spec.edge().nodes()) {
            of(node).ifPresent(boxes::add);
        }
        for (HostSpec host : spec.hosts()) {
            if (host.serves()) {
                of(host).ifPresent(boxes::add);
            }
        }
        return boxes;
    }

    /** Empty without an address. */
    public static Optional<FrontDoorBox> of(EdgeSpec.EdgeNode node) {
        return Optional.ofNullable(node.address())
                .map(address -> new FrontDoorBox(node.name(), address, port(node.agentPort()), Optional.empty()));
    }

    /** Empty without an address. */
    public static Optional<FrontDoorBox> of(HostSpec host) {
        return Optional.ofNullable(host.address())
                .map(address -> new FrontDoorBox(
                        host.name(), address, port(host.agentPort()), Optional.of(new SiteName(host.name()))));
    }

    private static int port(@org.jspecify.annotations.Nullable Integer port) {
        return port == null ? 9443 : port;
    }
}
