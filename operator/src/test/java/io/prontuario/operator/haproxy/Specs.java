package io.prontuario.operator.haproxy;

import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.v1alpha1.EdgeSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import io.prontuario.testing.FrontDoorObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Platforms for tests: two hosts and a cloud, an api and an inference service. */
public final class Specs {
    public static final Set<String> ALL = FrontDoorObject.SITES;

    private Specs() {}

    public static PlatformSpec hospital() {
        return platform("10.200.0.11", "10.200.0.12", "10.200.1.21", 30080, 443, "front-door-tls");
    }

    public static PlatformSpec platform(
            String primary, String secondary, String cloud, int apiPort, int port, @Nullable String tlsSecret) {
        FrontDoorObject object = new FrontDoorObject(primary, secondary, cloud, apiPort);
        FrontDoorObject served = tlsSecret == null ? object.http("https", port) : object.https(port, tlsSecret);
        return PlatformYaml.read(served.yaml()).getSpec();
    }

    public static PlatformSpec withEdge(PlatformSpec spec, EdgeSpec edge) {
        return new PlatformSpec(
                spec.hosts(),
                edge,
                spec.cloud(),
                spec.services(),
                List.of(),
                spec.data(),
                null,
                null,
                List.of(),
                null,
                null,
                null);
    }

    public static ServiceSpec service(String name, ServiceSpec.Kind kind, @Nullable Integer nodePort, boolean inCloud) {
        return new ServiceSpec(
                name,
                kind,
                null,
                "localhost/" + name + "@sha256:00",
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                new ServiceSpec.Profiles(
                        null, inCloud ? new ServiceSpec.EmergencyProfile(1, null, List.of(), null) : null),
                8080,
                nodePort,
                null,
                new ServiceSpec.Probes(
                        ServiceSpec.ProbeType.HTTP, null, null, null, null, null, Map.of("X-Prontuario-Service", name)),
                null,
                null,
                null);
    }
}
