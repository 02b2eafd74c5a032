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
            if (node.address() != null) {
                boxes.add(new FrontDoorBox(node.name(), node.address(), port(node.agentPort()), Optional.empty()));
            }
        }
        for (HostSpec host : spec.hosts()) {
            if (host.serves() && host.address() != null) {
                boxes.add(new FrontDoorBox(
                        host.name(), host.address(), port(host.agentPort()), Optional.of(new SiteName(host.name()))));
            }
        }
        return boxes;
    }

    private static int port(@org.jspecify.annotations.Nullable Integer port) {
        return port == null ? 9443 : port;
    }
}
