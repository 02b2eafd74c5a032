package io.prontuario.workloads.api.access;

import io.prontuario.workloads.common.InvalidSettingException;
import io.prontuario.workloads.common.Settings;
import java.time.Duration;
import java.util.Map;

/** Whether and how people have to say who they are. */
public sealed interface AccessOptions {
    /** Nobody is asked, nothing is audited: for development. */
    record Disabled() implements AccessOptions {}

    /**
     * Everybody is asked.
     *
     * @param tokenLife how long a token lives
     * @param requestsPerMinute of one user
     * @param loginsPerMinute of one name, and ten times that from one address
     * @param seats of the emergency service
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
                    Seats.places(settings));
            default -> throw new InvalidSettingException("AUTH", "'" + mode + "' is neither required nor disabled");
        };
    }

    private static AccessOptions disabled(Settings settings) {
        if (settings.optional("AUTH_KEYS").isPresent()) {
            throw new InvalidSettingException(
                    "AUTH",
                    "is disabled although AUTH_KEYS is set; unset one of them, so that nobody is let in by mistake");
        }
        return new Disabled();
    }
}
