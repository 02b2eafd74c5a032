package io.prontuario.crds.validation;

import io.fabric8.kubernetes.api.model.Quantity;
import io.prontuario.crds.v1alpha1.HostSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec.Runtime;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The requests of the services on a host do not exceed its capacity. */
final class HostCapacity implements Rule {
    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        for (int i = 0; i < spec.hosts().size(); i++) {
            HostSpec host = spec.hosts().get(i);
            if (host.serves()) {
                for (Map.Entry<String, String> offer : host.capacity().entrySet()) {
                    check(SpecLookup.hostPath(i), host, offer, spec, problems);
                }
            }
        }
    }

    private static void check(
            String path, HostSpec host, Map.Entry<String, String> offer, PlatformSpec spec, Problems problems) {
        Optional<BigDecimal> offered = QuantityFormats.amount(offer.getValue());
        BigDecimal asked = BigDecimal.ZERO;
        for (ServiceSpec service : spec.services()) {
            String request = service.resources().requests().get(offer.getKey());
            if (request != null
                    && service.runtime() == Runtime.Pod
                    && SpecLookup.hostsOf(service, spec).contains(host.name())) {
                BigDecimal replicas = BigDecimal.valueOf(replicas(service));
                asked = asked.add(
                        QuantityFormats.amount(request).orElse(BigDecimal.ZERO).multiply(replicas));
            }
        }
        if (offered.isPresent() && asked.compareTo(offered.get()) > 0) {
            problems.error(
                    path + ".capacity." + offer.getKey(),
                    "the services placed on " + host.name() + " request " + show(asked, offer.getKey())
                            + ", more than the capacity, " + offer.getValue(),
                    "lower their requests or replicas, or place some of them on another host");
        }
    }

    private static int replicas(ServiceSpec service) {
        int fixed = service.profiles().full().replicasPerHost();
        return service.autoscaling() == null
                ? fixed
                : Math.max(fixed, service.autoscaling().minReplicas());
    }

    private static String show(BigDecimal amount, String resource) {
        return resource.equals("cpu")
                ? amount.stripTrailingZeros().toPlainString()
                : Quantity.fromNumericalAmount(amount, amount.compareTo(BigDecimal.valueOf(1 << 20)) >= 0 ? "Mi" : "")
                        .toString();
    }
}
