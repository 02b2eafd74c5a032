package io.prontuario.crds.validation;

import io.prontuario.crds.v1alpha1.ModelSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.time.Instant;
import java.util.List;

/** The models of services exist in {@code spec.models}. */
final class ModelReferences implements Rule {
    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        List<String> known = spec.models().stream().map(ModelSpec::name).toList();
        for (int i = 0; i < spec.services().size(); i++) {
            ServiceSpec service = spec.services().get(i);
            exist(SpecLookup.servicePath(i) + ".models", service.models(), known, problems);
            if (service.profiles().emergency() != null) {
                exist(
                        SpecLookup.servicePath(i) + ".profiles.emergency.models",
                        service.profiles().emergency().models(),
                        known,
                        problems);
            }
        }
    }

    private static void exist(String path, List<String> named, List<String> known, Problems problems) {
        for (int i = 0; i < named.size(); i++) {
            if (!known.contains(named.get(i))) {
                problems.error(
                        path + "[" + i + "]",
                        "there is no model \"" + named.get(i) + "\" in spec.models",
                        "correct the name (" + SpecLookup.oneOf(known) + "), or add the model");
            }
        }
    }
}
