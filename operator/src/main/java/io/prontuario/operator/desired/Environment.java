package io.prontuario.operator.desired;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.ModelSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.PostgresSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A container's environment: the operator's variables about the site, then the spec's, sorted by name. */
final class Environment {
    private static final Set<String> RESERVED = Set.of("SERVICE", "SITE", "PROFILE", "NODE_NAME", "POD_NAME", "MODELS");

    private Environment() {}

    static List<EnvVar> of(PlatformSpec spec, SitePlan plan, ServiceSpec service, List<ModelSpec> models) {
        List<EnvVar> env = new ArrayList<>();
        env.add(literal("SERVICE", service.name()));
        env.add(literal("SITE", plan.site().value()));
        env.add(literal("PROFILE", plan.profile().environmentValue()));
        env.add(fromField("NODE_NAME", "spec.nodeName"));
        env.add(fromField("POD_NAME", "metadata.name"));
        Map<String, String> toldOfModels = Models.environment(models);
        toldOfModels.forEach((name, value) -> env.add(literal(name, value)));
        Map<String, String> fromSpec =
                new TreeMap<>(service.envIn(plan.profile().inSpec()));
        if (plan.profile() == SitePlan.Profile.EMERGENCY
                && service.kind() == ServiceSpec.Kind.Api
                && spec.cloud() != null
                && !fromSpec.containsKey(EmergencySeats.VARIABLE)) {
            env.add(literal(EmergencySeats.VARIABLE, EmergencySeats.of(spec.cloud())));
        }
        ofRecord(spec, plan, service).forEach((name, value) -> {
            if (!fromSpec.containsKey(name)) {
                env.add(literal(name, value));
            }
        });
        // The spec's map has no order; a fixed one keeps the pod template unchanged.
        fromSpec.forEach((name, value) -> {
            if (!RESERVED.contains(name) && !toldOfModels.containsKey(name)) {
                env.add(literal(name, value.replace("{site}", plan.site().value())));
            }
        });
        return env;
    }

    /** What an api has to know of the record on hosts. */
    private static Map<String, String> ofRecord(PlatformSpec spec, SitePlan plan, ServiceSpec service) {
        PostgresSpec postgres = spec.postgres();
        if (postgres == null || service.kind() != ServiceSpec.Kind.Api) {
            return Map.of();
        }
        Map<String, String> env = new TreeMap<>();
        env.put(
                "MAX_REPLICA_LAG",
                Long.toString(Durations.parse(postgres.maxReplicaLag()).toMillis()));
        if (Pods.journals(spec, plan, service)) {
            env.put("AUDIT_JOURNAL_DIR", Pods.JOURNAL_FOLDER);
        }
        return env;
    }

    private static EnvVar literal(String name, String value) {
        return new EnvVarBuilder().withName(name).withValue(value).build();
    }

    private static EnvVar fromField(String name, String path) {
        return new EnvVarBuilder()
                .withName(name)
                .withNewValueFrom()
                .withNewFieldRef()
                .withFieldPath(path)
                .endFieldRef()
                .endValueFrom()
                .build();
    }
}
