package io.prontuario.operator.desired;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.util.Map;

/** One budget per service across its sites: a drain evicts one pod at a time, hence one host at a time. */
final class DisruptionBudgets {
    private DisruptionBudgets() {}

    static PodDisruptionBudget of(PlatformRef platform, ServiceSpec service) {
        Map<String, String> selector = Labels.selector(platform, service.name());
        return new PodDisruptionBudgetBuilder()
                .withMetadata(Labels.metadata(platform, service.name(), selector))
                .withNewSpec()
                .withMaxUnavailable(new IntOrString(1))
                .withUnhealthyPodEvictionPolicy("AlwaysAllow")
                .withNewSelector()
                .withMatchLabels(selector)
                .endSelector()
                .endSpec()
                .build();
    }
}
