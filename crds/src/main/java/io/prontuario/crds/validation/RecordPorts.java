package io.prontuario.crds.validation;

import io.prontuario.crds.v1alpha1.EdgeSpec;
import io.prontuario.crds.v1alpha1.HostSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.PostgresSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ports of the record are used for nothing else on hosts and edge nodes. */
final class RecordPorts implements Rule {
    private static final String PATH = "spec.data.postgres";

    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        PostgresSpec postgres = spec.postgres();
        if (postgres == null) {
            return;
        }
        Map<Integer, String> owners = owners(spec);
        check(PATH + ".writerPort", postgres.writerPort(), owners, problems);
        owners.putIfAbsent(postgres.writerPort(), "writerPort");
        check(PATH + ".port", postgres.port(), owners, problems);
    }

    private static Map<Integer, String> owners(PlatformSpec spec) {
        Map<Integer, String> owners = new HashMap<>();
        owners.put(FrontendPorts.ADMISSION_PORT, "the admission check");
        spec.hosts().stream().map(HostSpec::agentPort).forEach(port -> owners.put(port, "the host agent"));
        spec.services().forEach(service -> put(service.nodePort(), "service " + service.name(), owners));
        spec.services().stream()
                .filter(service -> service.runtime() == ServiceSpec.Runtime.Host)
                .filter(service -> !service.placement().hosts().isEmpty())
                .forEach(service -> put(service.port(), "service " + service.name(), owners));
        EdgeSpec edge = spec.edge();
        if (edge != null) {
            edge.nodes().forEach(node -> put(node.agentPort(), "the host agent", owners));
            edge.frontends().forEach(frontend -> put(frontend.port(), "frontend " + frontend.name(), owners));
        }
        return owners;
    }

    private static void put(@Nullable Integer port, String owner, Map<Integer, String> owners) {
        if (port != null) {
            owners.put(port, owner);
        }
    }

    private static void check(String path, int port, Map<Integer, String> owners, Problems problems) {
        String owner = owners.get(port);
        if (owner != null) {
            problems.error(path, port + " is already used by " + owner, "give each its own port");
        }
    }
}
