package io.prontuario.operator.desired;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.util.Map;
import java.util.Optional;

/** The Services in front of a service's pods. */
final class Services {
    /** In Kubernetes 1.34 and later. */
    static final String SAME_NODE = "PreferSameNode";

    private Services() {}

    /** {@code NAME-SITE}: through it pods reach a service on their own site. Absent for a service without a port. */
    static Optional<Service> forSite(PlatformRef platform, SitePlan plan, ServiceSpec service) {
        if (service.port() == null) {
            return Optional.empty();
        }
        Map<String, String> selector = Labels.selector(platform, service.name(), plan.site());
        return Optional.of(new ServiceBuilder()
                .withMetadata(Labels.metadata(platform, Deployments.name(service, plan.site()), selector))
                .withNewSpec()
                .withType("ClusterIP")
                .withSelector(selector)
                .withPorts(port(service))
                .endSpec()
                .build());
    }

    /**
     * {@code NAME}: a port of every node, through which the front door reaches the service. On site a node's port reaches its own
     * pods only ({@code externalTrafficPolicy: Local}). That does not cover the front door on the same node: kube-proxy sends a
     * node's requests to its own port to the pods of every node, and with an unavailable API server half of them to a dead
     * host. Hence {@code trafficDistribution}. In the cloud every node reaches every pod.
     */
    static Optional<Service> forFrontDoor(PlatformRef platform, ServiceSpec service, OperatorRole operatorRole) {
        if (service.nodePort() == null || service.port() == null) {
            return Optional.empty();
        }
        ServicePort port = new ServicePortBuilder(port(service))
                .withNodePort(service.nodePort())
                .build();
        Map<String, String> selector = Labels.selector(platform, service.name());
        return Optional.of(new ServiceBuilder()
                .withMetadata(Labels.metadata(platform, service.name(), selector))
                .withNewSpec()
                .withType("NodePort")
                .withExternalTrafficPolicy(operatorRole == OperatorRole.ONSITE ? "Local" : "Cluster")
                .withTrafficDistribution(operatorRole == OperatorRole.ONSITE ? SAME_NODE : null)
                .withSelector(selector)
                .withPorts(port)
                .endSpec()
                .build());
    }

    /** {@code SERVICE-JOB}: through it the operator reads a job's report, of an unready job too: it says why. */
    static Service forJob(PlatformRef platform, String name, ServiceSpec service) {
        Map<String, String> selector = Labels.selector(platform, name);
        return new ServiceBuilder()
                .withMetadata(Labels.metadata(platform, name, selector))
                .withNewSpec()
                .withType("ClusterIP")
                .withPublishNotReadyAddresses(true)
                .withSelector(selector)
                .withPorts(port(service))
                .endSpec()
                .build();
    }

    static ServicePort port(ServiceSpec service) {
        return new ServicePortBuilder()
                .withName("main")
                .withProtocol("TCP")
                .withPort(service.port())
                .withTargetPort(new IntOrString(service.port()))
                .build();
    }
}
