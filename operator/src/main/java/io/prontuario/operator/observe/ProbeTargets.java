package io.prontuario.operator.observe;

import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import io.prontuario.operator.desired.SitePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The probe targets of a spec. Both operators probe the same ones: the ports that the front door uses. */
public final class ProbeTargets {
    private ProbeTargets() {}

    /** One target per service and site that can be reached from outside the cluster, in the spec's order. */
    public static List<ProbeTarget> of(PlatformSpec spec) {
        List<ProbeTarget> targets = new ArrayList<>();
        for (SitePlan plan : SitePlan.all(spec)) {
            for (ServiceSpec service : plan.services()) {
                target(spec, plan, service).ifPresent(targets::add);
            }
        }
        return targets;
    }

    private static Optional<ProbeTarget> target(PlatformSpec spec, SitePlan plan, ServiceSpec service) {
        Optional<String> address = plan.address();
        Optional<Integer> port = port(plan, service);
        if (address.isEmpty() || port.isEmpty()) {
            return Optional.empty();
        }
        ServiceSpec.Probes probes = service.probes();
        int common = spec.health().failureThreshold();
        int own = probes.failureThreshold() == null ? common : probes.failureThreshold();
        return Optional.of(new ProbeTarget(
                plan.site(),
                service.name(),
                address.get(),
                port.get(),
                new ProbeTarget.Request(
                        probes.type(), orEmpty(probes.path()), probes.expectHeaders(), orEmpty(probes.grpcService())),
                new ProbeTarget.Timing(
                        Durations.parse(
                                probes.interval() == null ? spec.health().interval() : probes.interval()),
                        Durations.parse(probes.timeout() == null ? spec.health().timeout() : probes.timeout()),
                        Math.max(0, own - common))));
    }

    /** A native process listens on the host itself; its counterpart in the cloud is not probed from here. */
    private static Optional<Integer> port(SitePlan plan, ServiceSpec service) {
        if (service.runtime() == ServiceSpec.Runtime.Host) {
            return plan.site().equals(SiteName.CLOUD) ? Optional.empty() : Optional.ofNullable(service.port());
        }
        return Optional.ofNullable(service.nodePort());
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
