package io.prontuario.workloads.common;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Typed access to the process's environment variables: every error names the variable and its valid values. */
public final class Settings {
    private final Map<String, String> environment;

    private Settings(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Settings of this process. */
    public static Settings ofProcess() {
        return new Settings(System.getenv());
    }

    /** Settings from a map; for tests and the embedded platform. */
    public static Settings of(Map<String, String> environment) {
        return new Settings(environment);
    }

    /** The value; empty if the variable is unset or blank. */
    public Optional<String> optional(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** The value; {@code fallback} if the variable is unset or blank. */
    public String text(String name, String fallback) {
        return optional(name).orElse(fallback);
    }

    /** The value; an error with {@code example} if the variable is unset or blank. */
    public String required(String name, String example) {
        return optional(name)
                .orElseThrow(() -> new InvalidSettingException(name, "is not set; set it, for example to " + example));
    }

    /** An integer from {@code min} to {@code max}, both inclusive. */
    public int integer(String name, int fallback, int min, int max) {
        Optional<String> text = optional(name);
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            int value = Integer.parseInt(text.get().strip());
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // reported below like a number out of range
        }
        throw new InvalidSettingException(
                name,
                "'" + text.get() + "' is not a whole number from " + min + " to " + max + "; correct or unset it");
    }

    /** A duration given in whole milliseconds. */
    public Duration millis(String name, int fallbackMillis, int maxMillis) {
        return Duration.ofMillis(integer(name, fallbackMillis, 0, maxMillis));
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String name, boolean fallback) {
        String text = text(name, Boolean.toString(fallback));
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidSettingException(name, "'" + text + "' is not a boolean; use true or false");
        };
    }
}
