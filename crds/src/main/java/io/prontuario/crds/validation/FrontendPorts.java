package io.prontuario.crds.validation;

import io.prontuario.crds.v1alpha1.EdgeSpec;
import io.prontuario.crds.v1alpha1.EdgeSpec.EdgeNode;
import io.prontuario.crds.v1alpha1.EdgeSpec.Frontend;
import io.prontuario.crds.v1alpha1.HostSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The front door's ports are not used otherwise on the nodes that run it. */
final class FrontendPorts implements Rule {
    /** The port on which the front door of a host reports whether the host is admitted. */
    static final int ADMISSION_PORT = 9180;

    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        EdgeSpec edge = spec.edge();
        if (edge == null) {
            return;
        }
        Map<Integer, String> owners = new HashMap<>();
        owners.put(ADMISSION_PORT, "the admission check");
        edge.nodes().stream().map(EdgeNode::agentPort).forEach(port -> owners.put(port, "the host agent"));
        spec.hosts().stream().map(HostSpec::agentPort).forEach(port -> owners.put(port, "the host agent"));
        spec.services().stream()
                .filter(service -> service.nodePort() != null)
                .forEach(service -> owners.put(service.nodePort(), "service " + service.name()));
        for (int i = 0; i < edge.frontends().size(); i++) {
            Frontend frontend = edge.frontends().get(i);
            if (frontend.port() == null) {
                continue;
            }
            String owner = owners.putIfAbsent(frontend.port(), "frontend " + frontend.name());
            if (owner != null) {
                problems.error(
                        "spec.edge.frontends[" + i + "].port",
                        frontend.port() + " is already used by " + owner,
                        "give each frontend its own port");
            }
        }
        if (edge.frontends().isEmpty()) {
            problems.warning(
                    "spec.edge.frontends", "is empty; the front door accepts no request", "add a frontend with routes");
        }
    }
}
