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
    /** Known to Kubernetes 1.34 and later. */
    static final String SAME_NODE = "PreferSameNode";

    private Services() {}

    /** {@code NAME-SITE}: how pods find a neighbour on their own site. Absent for a service without a port. */
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
     * {@code NAME}: how the front door reaches the service, on a port of every node. On site a node answers for its own pods
     * only, so that a host's port speaks for that host and needs no other one. That alone is not enough for the front door on that
     * same host: kube-proxy sends what a node itself asks of its own port to the pods of every node. While the API cannot be
     * written it would go on sending half of it to a host that is dead. In the cloud any node answers.
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

    /** {@code SERVICE-JOB}: how the operator asks a job that reports. One that is not ready says why, so it is asked then, too. */
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
