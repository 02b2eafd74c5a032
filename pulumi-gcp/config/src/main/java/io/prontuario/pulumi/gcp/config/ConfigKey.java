package io.prontuario.pulumi.gcp.config;

import java.util.Optional;

/**
 * A configuration key, as Pulumi.yaml declares it. A test checks that the two are equal.
 *
 * @param name the key without the project's namespace
 * @param type the type of its value
 * @param defaultValue the default as text; empty if the key is required or has no default
 * @param description one sentence, the same as in Pulumi.yaml
 */
public record ConfigKey(String name, Type type, Optional<String> defaultValue, String description) {
    /** The types of values; {@code STRINGS} is an array of strings. */
    public enum Type {
        STRING,
        INTEGER,
        BOOLEAN,
        STRINGS
    }

    static ConfigKey string(String name, String defaultValue, String description) {
        return new ConfigKey(name, Type.STRING, Optional.of(defaultValue), description);
    }

    static ConfigKey optional(String name, String description) {
        return new ConfigKey(name, Type.STRING, Optional.empty(), description);
    }

    static ConfigKey integer(String name, int defaultValue, String description) {
        return new ConfigKey(name, Type.INTEGER, Optional.of(Integer.toString(defaultValue)), description);
    }

    static ConfigKey bool(String name, boolean defaultValue, String description) {
        return new ConfigKey(name, Type.BOOLEAN, Optional.of(Boolean.toString(defaultValue)), description);
    }

    static ConfigKey strings(String name, String defaultJson, String description) {
        return new ConfigKey(name, Type.STRINGS, Optional.of(defaultJson), description);
    }
}
