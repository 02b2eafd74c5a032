package io.prontuario.crds.validation;

import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec.Kind;
import io.prontuario.crds.v1alpha1.ServiceSpec.Runtime;
import java.time.Instant;

/** Requirements of the kinds Database and Inference. */
final class ServiceKinds implements Rule {
    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        for (int i = 0; i < spec.services().size(); i++) {
            ServiceSpec service = spec.services().get(i);
            String path = SpecLookup.servicePath(i);
            if (service.kind() == Kind.Database && service.runtime() == Runtime.Pod) {
                problems.error(
                        path + ".runtime",
                        "pods have no persistent storage",
                        "set runtime: Host and, for the cloud, the managed service's endpoint");
            }
            if (service.kind() != Kind.Inference && !service.models().isEmpty()) {
                problems.error(
                        path + ".models", "only kind Inference loads models", "remove models, or set kind: Inference");
            }
            if (service.kind() == Kind.Inference
                    && service.runtime() == Runtime.Pod
                    && service.models().isEmpty()) {
                problems.error(
                        path + ".models",
                        "an inference service without a model never becomes ready",
                        "add models, "
                                + SpecLookup.oneOf(spec.models().stream()
                                        .map(m -> m.name())
                                        .toList()));
            }
        }
    }
}
