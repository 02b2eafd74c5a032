package io.prontuario.workloads.api.access;

import io.prontuario.workloads.common.InvalidSettingException;
import io.prontuario.workloads.common.Settings;
import java.time.Duration;
import java.util.Map;

/** Options of authentication and access control. */
public sealed interface AccessOptions {
    /** No authentication and no audit; for development. */
    record Disabled() implements AccessOptions {}

    /**
     * Every request is authenticated.
     *
     * @param tokenLife lifetime of a token
     * @param requestsPerMinute rate limit of one user
     * @param loginsPerMinute rate limit of logins with one user name; ten times that from one address
     * @param seats seats of the emergency service, by role
     */
    record Required(
            SigningKeys keys, Duration tokenLife, int requestsPerMinute, int loginsPerMinute, Map<Role, Integer> seats)
            implements AccessOptions {}

    /**
     * Reads {@code AUTH} ({@code required}, the default, or {@code disabled}), {@code AUTH_KEYS}, {@code TOKEN_MINUTES},
     * {@code RATE_LIMIT_PER_MINUTE}, {@code LOGIN_LIMIT_PER_MINUTE}, {@code EMERGENCY_SEATS}.
     */
    static AccessOptions from(Settings settings) {
        String mode = settings.text("AUTH", "required");
        return switch (mode) {
            case "disabled" -> disabled(settings);
            case "required" -> new Required(
                    SigningKeys.from(settings),
                    Duration.ofMinutes(settings.integer("TOKEN_MINUTES", 30, 1, 720)),
                    settings.integer("RATE_LIMIT_PER_MINUTE", 600, 1, 1_000_000),
                    settings.integer("LOGIN_LIMIT_PER_MINUTE", 10, 1, 1_000_000),
                    Seats.from(settings));
            default -> throw new InvalidSettingException(
                    "AUTH", "'" + mode + "' is not valid; use required or disabled");
        };
    }

    private static AccessOptions disabled(Settings settings) {
        if (settings.optional("AUTH_KEYS").isPresent()) {
            throw new InvalidSettingException(
                    "AUTH",
                    "is disabled although AUTH_KEYS is set; unset one of them, so that authentication is not turned off by mistake");
        }
        return new Disabled();
    }
}
