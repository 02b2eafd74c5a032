package io.prontuario.operator.desired;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategyBuilder;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One Deployment per service and site, so that a roll-out or a crash on one site never touches the other. */
final class Deployments {
    private Deployments() {}

    /** The name of a service's objects on a site: {@code NAME-SITE}. */
    static String name(ServiceSpec service, SiteName site) {
        return service.name() + "-" + site.value();
    }

    static Deployment of(
            PlatformRef platform, PlatformSpec spec, SitePlan plan, ServiceSpec service, Replicas replicas) {
        Map<String, String> selector = Labels.selector(platform, service.name(), plan.site());
        return new DeploymentBuilder()
                .withMetadata(Labels.metadata(platform, name(service, plan.site()), selector))
                .withNewSpec()
                .withReplicas(declared(replicas))
                .withRevisionHistoryLimit(3)
                .withProgressDeadlineSeconds(600)
                .withStrategy(neverFewer())
                .withNewSelector()
                .withMatchLabels(selector)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(Labels.with(selector, Labels.MANAGED_BY, Labels.OPERATOR))
                .endMetadata()
                .withSpec(Pods.of(spec, plan, service))
                .endTemplate()
                .endSpec()
                .build();
    }

    // Absent, so that the autoscaler stays the only owner of the number.
    private static @Nullable Integer declared(Replicas replicas) {
        return replicas.autoscaled() ? null : replicas.count();
    }

    private static DeploymentStrategy neverFewer() {
        return new DeploymentStrategyBuilder()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withMaxUnavailable(new IntOrString(0))
                .withMaxSurge(new IntOrString(1))
                .endRollingUpdate()
                .build();
    }
}
