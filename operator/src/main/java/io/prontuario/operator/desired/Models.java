package io.prontuario.operator.desired;

import io.prontuario.crds.v1alpha1.ModelSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The models of a service on a site, and the environment variables that configure them. */
final class Models {
    static final String MOUNT = "/models";

    private Models() {}

    /** The models of the service on this site, in the order the service names them. */
    static List<ModelSpec> of(PlatformSpec spec, SitePlan plan, ServiceSpec service) {
        return names(plan, service).stream()
                .map(name -> spec.models().stream()
                        .filter(model -> model.name().equals(name))
                        .findFirst()
                        .orElse(null))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Whether the model is a file to fetch; a proxied model is served at its source. */
    static boolean isFile(ModelSpec model) {
        return model.engine() != ModelSpec.Engine.OpenAIProxy;
    }

    /** Path of the file inside the container. */
    static String path(ModelSpec model) {
        return MOUNT + "/" + model.name();
    }

    /**
     * The environment variables, entries separated by commas: {@code MODELS} with {@code name=/models/name@sha256}, or {@code
     * name=address} for a proxied model; {@code PROXY_EMBEDDINGS} with {@code name=address#name} for one that computes embeddings.
     */
    static Map<String, String> environment(List<ModelSpec> models) {
        Map<String, String> environment = new TreeMap<>();
        for (ModelSpec model : models) {
            String entry = model.name() + "="
                    + (isFile(model) ? path(model) + "@" + model.sha256() : model.source())
                    + (model.embedsElsewhere() ? "#" + model.name() : "");
            environment.merge(
                    model.embedsElsewhere() ? "PROXY_EMBEDDINGS" : "MODELS", entry, (one, other) -> one + "," + other);
        }
        return environment;
    }

    private static List<String> names(SitePlan plan, ServiceSpec service) {
        ServiceSpec.EmergencyProfile emergency = service.profiles().emergency();
        if (plan.profile() == SitePlan.Profile.FULL || emergency == null) {
            return service.models();
        }
        return emergency.models().isEmpty() ? service.models() : emergency.models();
    }
}
