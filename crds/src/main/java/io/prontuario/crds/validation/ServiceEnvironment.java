package io.prontuario.crds.validation;

import io.prontuario.crds.v1alpha1.ModelSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec.EmergencyProfile;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SpecLookup of environment variables are valid and not set by the operator; placeholders are known. */
final class ServiceEnvironment implements Rule {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z][a-zA-Z]*)}");
    private static final Set<String> OURS = Set.of("SERVICE", "SITE", "PROFILE", "NODE_NAME", "POD_NAME", "MODELS");
    /** Set by the operator only if a model is an API for embeddings. */
    private static final String EMBEDDINGS = "PROXY_EMBEDDINGS";

    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(PASSWORD|PASSWD|SECRET|TOKEN|PRIVATE_KEY|API_KEY)$");

    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        for (int i = 0; i < spec.services().size(); i++) {
            ServiceSpec service = spec.services().get(i);
            Set<String> ours = ours(spec, service);
            check(SpecLookup.servicePath(i) + ".env", service.env(), ours, problems);
            EmergencyProfile emergency = service.profiles().emergency();
            if (emergency != null) {
                check(SpecLookup.servicePath(i) + ".profiles.emergency.env", emergency.env(), ours, problems);
            }
        }
    }

    /** The variables that the operator sets for this service. */
    private static Set<String> ours(PlatformSpec spec, ServiceSpec service) {
        Set<String> ours = new HashSet<>(OURS);
        EmergencyProfile emergency = service.profiles().emergency();
        if (spec.models().stream()
                .filter(model -> service.models().contains(model.name())
                        || emergency != null && emergency.models().contains(model.name()))
                .anyMatch(ModelSpec::embedsElsewhere)) {
            ours.add(EMBEDDINGS);
        }
        return ours;
    }

    private static void check(String path, Map<String, String> env, Set<String> ours, Problems problems) {
        env.forEach((name, value) -> {
            String at = path + "." + name;
            if (!NAME.matcher(name).matches()) {
                problems.error(at, "is not a valid name of an environment variable", "write letters, digits and _");
            } else if (ours.contains(name)) {
                problems.error(at, "is set by the operator", "remove it");
            } else if (SECRET_NAME.matcher(name).matches()) {
                problems.warning(
                        at,
                        "looks like a secret; everyone who can read this object can read it",
                        "put it into a Secret and add the Secret to envFromSecret");
            }
            if (value != null) {
                placeholders(at, value, problems);
            }
        });
    }

    private static void placeholders(String at, String value, Problems problems) {
        Matcher placeholder = PLACEHOLDER.matcher(value);
        while (placeholder.find()) {
            if (!placeholder.group(1).equals("site")) {
                problems.warning(
                        at,
                        placeholder.group() + " is not replaced",
                        "use {site}, the only placeholder, or remove the braces");
            }
        }
    }
}
