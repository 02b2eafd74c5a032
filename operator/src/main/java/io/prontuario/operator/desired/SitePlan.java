package io.prontuario.operator.desired;

import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.v1alpha1.CloudSpec;
import io.prontuario.crds.v1alpha1.HostSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One site and the services placed on it.
 *
 * @param node the Kubernetes node that pods are pinned to; empty in the cloud, where they may run on any
 * @param address address of the site's services; empty when the spec has none
 * @param services in the spec's order
 */
public record SitePlan(
        SiteName site, Profile profile, Optional<String> node, Optional<String> address, List<ServiceSpec> services) {
    public SitePlan {
        services = List.copyOf(services);
    }

    /** The profile that a site runs. */
    public enum Profile {
        FULL,
        EMERGENCY;

        /** The value of the {@code PROFILE} environment variable. */
        String environmentValue() {
            return name().toLowerCase(Locale.ROOT);
        }

        CloudSpec.ProfileName inSpec() {
            return this == FULL ? CloudSpec.ProfileName.Full : CloudSpec.ProfileName.Emergency;
        }
    }

    public boolean inCloud() {
        return site.equals(SiteName.CLOUD);
    }

    /** Every site of the spec, hosts that serve first. */
    public static List<SitePlan> all(PlatformSpec spec) {
        List<SitePlan> plans = new ArrayList<>();
        spec.hosts().stream().filter(HostSpec::serves).forEach(host -> plans.add(onHost(spec, host)));
        if (spec.cloud() != null) {
            plans.add(inCloud(spec, spec.cloud()));
        }
        return plans;
    }

    /** The sites whose workloads run in the cluster of this operator. */
    public static List<SitePlan> managedFrom(OperatorRole operatorRole, PlatformSpec spec) {
        return all(spec).stream()
                .filter(plan -> plan.inCloud() == (operatorRole == OperatorRole.CLOUD))
                .toList();
    }

    private static SitePlan onHost(PlatformSpec spec, HostSpec host) {
        List<ServiceSpec> placed = spec.services().stream()
                .filter(service -> service.placement().hosts().isEmpty()
                        || service.placement().hosts().contains(host.name()))
                .toList();
        return new SitePlan(
                new SiteName(host.name()),
                Profile.FULL,
                Optional.ofNullable(host.node()),
                Optional.ofNullable(host.address()),
                placed);
    }

    private static SitePlan inCloud(PlatformSpec spec, CloudSpec cloud) {
        boolean full = cloud.profile() == CloudSpec.ProfileName.Full;
        List<ServiceSpec> placed = spec.services().stream()
                .filter(service -> full || service.profiles().emergency() != null)
                .toList();
        return new SitePlan(
                SiteName.CLOUD,
                full ? Profile.FULL : Profile.EMERGENCY,
                Optional.empty(),
                Optional.ofNullable(cloud.address()),
                placed);
    }
}
