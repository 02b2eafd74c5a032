package io.prontuario.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Every object that should exist in this cluster for a spec. The same arguments always give the same list. */
public final class DesiredObjects {
    private DesiredObjects() {}

    /**
     * @param operatorRole which of the two clusters this is
     * @param active whether the cloud is the active site, so that the emergency profile runs at its takeover size
     */
    public static List<HasMetadata> of(
            PlatformRef platform, PlatformSpec spec, OperatorRole operatorRole, boolean active) {
        List<HasMetadata> objects = new ArrayList<>();
        List<SitePlan> plans = SitePlan.managedFrom(operatorRole, spec);
        for (SitePlan plan : plans) {
            for (ServiceSpec service : plan.services()) {
                objects.addAll(onSite(platform, spec, plan, service, active));
            }
        }
        for (ServiceSpec service : spec.services()) {
            if (plans.stream().anyMatch(plan -> plan.services().contains(service))) {
                objects.addAll(acrossSites(platform, service, operatorRole));
                objects.addAll(Jobs.of(platform, spec, plans, service));
            }
        }
        objects.addAll(RecordServices.of(platform, spec, plans));
        if (!plans.isEmpty()) {
            objects.addAll(NetworkPolicies.of(platform, spec, plans));
        }
        objects.sort(Comparator.comparing((HasMetadata object) -> object.getKind())
                .thenComparing(object -> object.getMetadata().getName()));
        return objects;
    }

    private static List<HasMetadata> onSite(
            PlatformRef platform, PlatformSpec spec, SitePlan plan, ServiceSpec service, boolean active) {
        if (service.runtime() == ServiceSpec.Runtime.Host) {
            return HostServices.of(platform, plan, service);
        }
        List<HasMetadata> objects = new ArrayList<>();
        Replicas replicas = Replicas.of(spec, plan, service, active);
        objects.add(Deployments.of(platform, spec, plan, service, replicas));
        Services.forSite(platform, plan, service).ifPresent(objects::add);
        Autoscalers.of(platform, plan, service, replicas).ifPresent(objects::add);
        return objects;
    }

    private static List<HasMetadata> acrossSites(PlatformRef platform, ServiceSpec service, OperatorRole operatorRole) {
        if (service.runtime() == ServiceSpec.Runtime.Host) {
            return List.of();
        }
        List<HasMetadata> objects = new ArrayList<>();
        Services.forFrontDoor(platform, service, operatorRole).ifPresent(objects::add);
        objects.add(DisruptionBudgets.of(platform, service));
        return objects;
    }
}
