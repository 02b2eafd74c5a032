package io.prontuario.operator.desired;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.util.Optional;

/** One autoscaler per service and site, where the spec asks for one. */
final class Autoscalers {
    private Autoscalers() {}

    static Optional<HorizontalPodAutoscaler> of(
            PlatformRef platform, SitePlan plan, ServiceSpec service, Replicas replicas) {
        ServiceSpec.Autoscaling autoscaling = service.autoscaling();
        if (autoscaling == null || !replicas.autoscaled()) {
            return Optional.empty();
        }
        String name = Deployments.name(service, plan.site());
        return Optional.of(new HorizontalPodAutoscalerBuilder()
                .withMetadata(Labels.metadata(platform, name, Labels.selector(platform, service.name(), plan.site())))
                .withNewSpec()
                .withNewScaleTargetRef("apps/v1", "Deployment", name)
                .withMinReplicas(replicas.count())
                .withMaxReplicas(autoscaling.maxReplicas())
                .addNewMetric()
                .withType("Resource")
                .withNewResource()
                .withName("cpu")
                .withNewTarget()
                .withType("Utilization")
                .withAverageUtilization(autoscaling.targetCpuUtilization())
                .endTarget()
                .endResource()
                .endMetric()
                .endSpec()
                .build());
    }
}
