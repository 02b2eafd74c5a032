package io.prontuario.pulumi.config;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The configuration that the Pulumi engine passes to the program, in the environment variable {@code PULUMI_CONFIG}: a JSON
 * object from {@code PROJECT:KEY} to the value as text. Unlike the SDK's {@code Config} it can be read before the program
 * runs, which transformations need, and it lists the keys that are set.
 */
public final class EngineConfig implements ConfigSource {
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, String> secretValues = new HashMap<>();
    private final Set<String> keys;

    /**
     * @param environment the process environment
     * @param project the project's name, which is the namespace of its keys
     * @param secrets keys whose values are secrets: {@link #get} never returns them, {@link #secret} does, {@link #keys} lists
     *     those that are set
     */
    public EngineConfig(Map<String, String> environment, String project, Set<String> secrets) {
        @Nullable
        JsonObject all = new Gson().fromJson(environment.getOrDefault("PULUMI_CONFIG", "{}"), JsonObject.class);
        if (all != null) {
            all.entrySet().forEach(entry -> {
                String prefix = project + ":";
                String value = entry.getValue().getAsString();
                // Pulumi.yaml declares an optional key with an empty default, so an empty value means "not set".
                if (entry.getKey().startsWith(prefix) && !value.isBlank()) {
                    values.put(entry.getKey().substring(prefix.length()), value);
                }
            });
        }
        keys = Set.copyOf(values.keySet());
        secrets.forEach(secret -> {
            String value = values.remove(secret);
            if (value != null) {
                secretValues.put(secret, value);
            }
        });
    }

    /** Whether the key {@code environment} is {@code prod}. */
    public boolean production() {
        return get("environment").filter("prod"::equals).isPresent();
    }

    @Override
    public Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public Optional<String> secret(String key) {
        return Optional.ofNullable(secretValues.get(key));
    }

    @Override
    public Set<String> keys() {
        return keys;
    }
}
