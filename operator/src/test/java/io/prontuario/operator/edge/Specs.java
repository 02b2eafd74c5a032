package io.prontuario.operator.edge;

import io.prontuario.crds.v1alpha1.CloudSpec;
import io.prontuario.crds.v1alpha1.EdgeSpec;
import io.prontuario.crds.v1alpha1.EdgeSpec.EdgeNode;
import io.prontuario.crds.v1alpha1.EdgeSpec.Frontend;
import io.prontuario.crds.v1alpha1.EdgeSpec.Route;
import io.prontuario.crds.v1alpha1.EdgeSpec.RouteChecks;
import io.prontuario.crds.v1alpha1.EdgeSpec.TrafficClass;
import io.prontuario.crds.v1alpha1.HostSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Platforms for tests: two hosts and a cloud, an api and an inference service. */
public final class Specs {
    public static final Set<String> ALL = Set.of("mac-studio-1", "mac-studio-2", "cloud");

    private Specs() {}

    public static PlatformSpec hospital() {
        return platform("10.200.0.11", "10.200.0.12", "10.200.1.21", 30080, 443, "front-door-tls");
    }

    public static PlatformSpec platform(
            String primary, String secondary, String cloud, int apiPort, int port, @Nullable String tlsSecret) {
        List<HostSpec> hosts = List.of(
                // Out of order on purpose: the role decides, not the position.
                new HostSpec("mac-studio-2", HostSpec.Role.Secondary, null, secondary, null, Map.of()),
                new HostSpec("mac-studio-1", HostSpec.Role.Primary, null, primary, null, Map.of()));
        List<Route> routes = List.of(
                new Route("/v1/patients", "api", TrafficClass.Read),
                new Route("/v1/chat", "api", TrafficClass.Chat),
                new Route("/v1/chat/completions", "inference", TrafficClass.Stream));
        EdgeSpec edge = new EdgeSpec(
                List.of(new EdgeNode("edge", null, "10.200.0.13", null)),
                "10.200.0.100",
                List.of(new Frontend("https", port, tlsSecret, routes)),
                RouteChecks.defaults());
        CloudSpec cloudSpec = new CloudSpec(null, null, null, null, null, null, cloud, null, null, null);
        return new PlatformSpec(
                hosts,
                edge,
                cloudSpec,
                List.of(
                        service("api", ServiceSpec.Kind.Api, apiPort, true),
                        service("inference", ServiceSpec.Kind.Inference, apiPort + 1, true)),
                List.of(),
                null,
                null,
                List.of(),
                null,
                null,
                null);
    }

    public static PlatformSpec withEdge(PlatformSpec spec, EdgeSpec edge) {
        return new PlatformSpec(
                spec.hosts(), edge, spec.cloud(), spec.services(), List.of(), null, null, List.of(), null, null, null);
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
