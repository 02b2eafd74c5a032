package io.prontuario.pulumi.gcp.config;

import java.util.Optional;

/**
 * One configuration key, as Pulumi.yaml declares it. A test keeps the two equal.
 *
 * @param name the key without the project's namespace
 * @param type the type of its value
 * @param fallback the default in Pulumi's own text form; empty when a stack must, or need not, set it
 * @param description what it is for, one sentence
 */
public record Key(String name, Type type, Optional<String> fallback, String description) {
    /** The types that Pulumi's project schema knows. */
    public enum Type {
        STRING,
        INTEGER,
        BOOLEAN,
        STRINGS
    }

    static Key string(String name, String fallback, String description) {
        return new Key(name, Type.STRING, Optional.of(fallback), description);
    }

    static Key optional(String name, String description) {
        return new Key(name, Type.STRING, Optional.empty(), description);
    }

    static Key integer(String name, int fallback, String description) {
        return new Key(name, Type.INTEGER, Optional.of(Integer.toString(fallback)), description);
    }

    static Key bool(String name, boolean fallback, String description) {
        return new Key(name, Type.BOOLEAN, Optional.of(Boolean.toString(fallback)), description);
    }

    static Key strings(String name, String fallbackJson, String description) {
        return new Key(name, Type.STRINGS, Optional.of(fallbackJson), description);
    }
}
