package io.prontuario.pulumi.local.config;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import io.prontuario.crds.SecretReferences;
import io.prontuario.crds.SecretReferences.Reference;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.pulumi.config.ConfigProblems;
import io.prontuario.pulumi.config.ConfigSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Completes the Secrets that the platform object names: with what is configured, else with what is derived. */
final class SecretDataReader {
    static final String SECRETS = "secrets";
    static final String SEED = "secretsSeed";

    private final ConfigProblems problems;

    SecretDataReader(ConfigProblems problems) {
        this.problems = problems;
    }

    /** What the object needs; incomplete where a problem was added. */
    SecretData read(ConfigSource source, PlatformSpec spec) {
        Optional<DerivedValues> derived = derived(source);
        List<Reference> references = SecretReferences.onSite(spec);
        Map<String, Map<String, String>> secrets = new TreeMap<>(configured(source));
        for (String name : secrets.keySet()) {
            problems.require(
                    references.stream().anyMatch(reference -> reference.secret().equals(name)),
                    SECRETS,
                    "the platform object names no Secret \"" + name + "\"",
                    "correct the name, or run pulumi config rm --path " + path(name));
        }
        for (Reference reference : references) {
            Map<String, String> values = secrets.computeIfAbsent(reference.secret(), name -> new TreeMap<>());
            for (String key : reference.keys()) {
                if (!values.containsKey(key)) {
                    derived.flatMap(all -> all.of(reference.secret(), key))
                            .ifPresentOrElse(value -> values.put(key, value), () -> missing(reference, key, derived));
                }
            }
            if (reference.keys().isEmpty() && values.isEmpty()) {
                problems.add(
                        SECRETS,
                        reference.field() + " names the Secret " + reference.secret() + ", which has no values",
                        "run pulumi config set --secret --path " + path(reference.secret() + ".KEY"));
            }
        }
        return new SecretData(secrets);
    }

    private void missing(Reference reference, String key, Optional<DerivedValues> derived) {
        if (derived.isEmpty()
                && new DerivedValues(new byte[1]).of(reference.secret(), key).isPresent()) {
            return; // the seed is missing, which is said already
        }
        problems.add(
                SECRETS,
                reference.field() + " needs the key " + key + " of the Secret " + reference.secret(),
                "run pulumi config set --secret --path " + path(reference.secret() + "[\"" + key + "\"]"));
    }

    private static String path(String rest) {
        return "'" + SECRETS + "." + rest + "'";
    }

    private Optional<DerivedValues> derived(ConfigSource source) {
        Optional<byte[]> seed = source.secret(SEED).flatMap(SecretDataReader::decoded);
        boolean enough = seed.isPresent() && seed.get().length >= DerivedValues.SEED_LENGTH;
        problems.require(
                enough,
                SEED,
                source.secret(SEED).isEmpty()
                        ? "is not set"
                        : "is not base64 of at least " + DerivedValues.SEED_LENGTH + " bytes",
                "run pulumi config set --secret " + SEED + " \"$(openssl rand -base64 32)\"");
        return enough ? seed.map(DerivedValues::new) : Optional.empty();
    }

    private static Optional<byte[]> decoded(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text.strip()));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private Map<String, Map<String, String>> configured(ConfigSource source) {
        Map<String, Map<String, String>> all = new TreeMap<>();
        try {
            JsonObject secrets = new Gson().fromJson(source.secret(SECRETS).orElse("{}"), JsonObject.class);
            for (Map.Entry<String, JsonElement> secret : secrets.entrySet()) {
                Map<String, String> values = new TreeMap<>();
                secret.getValue()
                        .getAsJsonObject()
                        .entrySet()
                        .forEach(value ->
                                values.put(value.getKey(), value.getValue().getAsString()));
                all.put(secret.getKey(), values);
            }
        } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
            // Its text is not repeated: it may hold a value.
            problems.add(
                    SECRETS,
                    "is not a map from Secrets to keys to values",
                    "run pulumi config set --secret --path " + path("NAME.KEY"));
        }
        return all;
    }
}
