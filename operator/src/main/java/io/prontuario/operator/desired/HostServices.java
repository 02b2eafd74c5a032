package io.prontuario.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A service that runs natively on the host, or is a managed service of the cloud. Pods reach it under the name {@code NAME-SITE},
 * like any other service, although it has no pods.
 */
final class HostServices {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private HostServices() {}

    /** Empty when the spec has no address for the site. */
    static List<HasMetadata> of(PlatformRef platform, SitePlan plan, ServiceSpec service) {
        Optional<String> address = address(plan, service);
        if (address.isEmpty()) {
            return List.of();
        }
        if (isLoopback(address.get())) {
            return List.of(withoutSelector(platform, plan, service));
        }
        return isIp(address.get())
                ? List.of(withoutSelector(platform, plan, service), slice(platform, plan, service, address.get()))
                : List.of(alias(platform, plan, service, address.get()));
    }

    /** The address of the process: the host, or in the cloud the managed service that the profile names. */
    static Optional<String> address(SitePlan plan, ServiceSpec service) {
        if (!plan.inCloud()) {
            return plan.address();
        }
        if (plan.profile() == SitePlan.Profile.FULL) {
            return Optional.ofNullable(service.profiles().full().endpoint());
        }
        ServiceSpec.EmergencyProfile emergency = service.profiles().emergency();
        return emergency == null ? Optional.empty() : Optional.ofNullable(emergency.endpoint());
    }

    /** Kubernetes refuses a loopback address in an EndpointSlice. */
    static boolean isLoopback(String address) {
        return isIp(address) && (address.startsWith("127.") || address.equals("::1"));
    }

    static boolean isIp(String address) {
        return IPV4.matcher(address).matches() || address.contains(":");
    }

    private static Service withoutSelector(PlatformRef platform, SitePlan plan, ServiceSpec service) {
        return new ServiceBuilder()
                .withMetadata(Labels.metadata(
                        platform, Deployments.name(service, plan.site()), labels(platform, plan, service)))
                .withNewSpec()
                .withType("ClusterIP")
                .withPorts(Services.port(service))
                .endSpec()
                .build();
    }

    private static EndpointSlice slice(PlatformRef platform, SitePlan plan, ServiceSpec service, String address) {
        String name = Deployments.name(service, plan.site());
        Map<String, String> labels = Labels.with(labels(platform, plan, service), "kubernetes.io/service-name", name);
        // Tells Kubernetes' own slice controller that another controller manages the slice.
        labels.put("endpointslice.kubernetes.io/managed-by", Labels.OPERATOR);
        return new EndpointSliceBuilder()
                .withMetadata(Labels.metadata(platform, name, labels))
                .withAddressType(address.contains(":") ? "IPv6" : "IPv4")
                .addNewEndpoint()
                .withAddresses(address)
                .withNewConditions()
                .withReady(true)
                .endConditions()
                .endEndpoint()
                .addNewPort()
                .withName("main")
                .withProtocol("TCP")
                .withPort(service.port())
                .endPort()
                .build();
    }

    private static Service alias(PlatformRef platform, SitePlan plan, ServiceSpec service, String host) {
        return new ServiceBuilder()
                .withMetadata(Labels.metadata(
                        platform, Deployments.name(service, plan.site()), labels(platform, plan, service)))
                .withNewSpec()
                .withType("ExternalName")
                .withExternalName(host)
                .endSpec()
                .build();
    }

    private static Map<String, String> labels(PlatformRef platform, SitePlan plan, ServiceSpec service) {
        return Labels.selector(platform, service.name(), plan.site());
    }
}
