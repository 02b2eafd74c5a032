package io.prontuario.pulumi.gcp;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.pulumi.Config;
import io.prontuario.pulumi.gcp.config.ConfigSource;
import io.prontuario.pulumi.gcp.config.Environment;
import io.prontuario.pulumi.gcp.config.Key;
import io.prontuario.pulumi.gcp.config.Keys;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The engine's configuration as a {@link ConfigSource}. Secret values are never read through it. */
final class EngineConfig implements ConfigSource {
    private final Config config;
    private final Set<String> keys = new HashSet<>();

    /** @param environment the process environment, where the engine names every key that is set */
    EngineConfig(Config config, Map<String, String> environment) {
        this.config = config;
        for (Key key : Keys.ALL) {
            if (config.get(key.name()).filter(value -> !value.isBlank()).isPresent()) {
                keys.add(key.name());
            }
        }
        String namespace = App.PROJECT + ":";
        for (Map.Entry<String, JsonElement> entry : engine(environment).entrySet()) {
            // An empty value is how Pulumi.yaml says "optional".
            if (entry.getKey().startsWith(namespace)
                    && !entry.getValue().getAsString().isBlank()) {
                keys.add(entry.getKey().substring(namespace.length()));
            }
        }
    }

    private static JsonObject engine(Map<String, String> environment) {
        @Nullable
        JsonObject all = new Gson().fromJson(environment.getOrDefault("PULUMI_CONFIG", "{}"), JsonObject.class);
        return all == null ? new JsonObject() : all;
    }

    /** Whether this is a production stack; asked before the program runs, because transformations are fixed by then. */
    static boolean production(Map<String, String> environment) {
        JsonElement value = engine(environment).get(App.PROJECT + ":environment");
        return value != null && value.getAsString().equals(Environment.PROD.id());
    }

    @Override
    public Optional<String> get(String key) {
        return key.equals(Keys.VPN_SHARED_SECRET) ? Optional.empty() : config.get(key);
    }

    @Override
    public Set<String> keys() {
        return keys;
    }
}
