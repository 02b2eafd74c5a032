package io.prontuario.pulumi.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A source of configuration values: the Pulumi engine, a stack file, or a map in a test. Lists are JSON text. */
public interface ConfigSource {
    /** The value of a key, as text; empty if the key is not set. */
    Optional<String> get(String key);

    /** The value of a key that is a secret. It may go into secret outputs only, and into no message. */
    default Optional<String> secret(String key) {
        return get(key);
    }

    /** The keys that are set, without the project's namespace. Used to report misspelt keys and missing secrets. */
    Set<String> keys();

    /** A source over a map from key to value. */
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
