package io.prontuario.pulumi.gcp.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where configuration values come from: the engine, a stack file, or a test's map. Lists arrive as JSON text. */
public interface ConfigSource {
    Optional<String> get(String key);

    /** The keys that are set, without the project's namespace; used to catch misspelt keys. */
    Set<String> keys();

    static ConfigSource of(Map<String, String> values) {
        return new ConfigSource() {
            @Override
            public Optional<String> get(String key) {
                return Optional.ofNullable(values.get(key));
            }

            @Override
            public Set<String> keys() {
                return values.keySet();
            }
        };
    }
}
