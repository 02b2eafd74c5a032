package io.prontuario.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** When roles move, how they come back, and how often they may. */
public record FailoverSpec(
        @JsonPropertyDescription(
                        "Automatic: roles move by themselves; Manual: the operator reports and waits for a person.")
                @Default("Automatic")
                Policy mode,
        @JsonPropertyDescription("When the cloud takes over.") @Default("{}") Cloud cloud,
        @JsonPropertyDescription("How a returned host is admitted.") @Default("{}") Failback failback,
        @JsonPropertyDescription("How often roles may move by themselves; then the operator holds and says so.")
                @Default("{}")
                Damping damping,
        @JsonPropertyDescription("No automatic transition for a while. A pause always expires.") @Nullable
                Pause pause) {
    public FailoverSpec {
        mode = mode == null ? Policy.Automatic : mode;
        cloud = cloud == null ? Cloud.defaults() : cloud;
        failback = failback == null ? Failback.defaults() : failback;
        damping = damping == null ? Damping.defaults() : damping;
    }

    public static FailoverSpec defaults() {
        return new FailoverSpec(Policy.Automatic, Cloud.defaults(), Failback.defaults(), Damping.defaults(), null);
    }

    public enum Policy {
        Automatic,
        Manual
    }

    /** When the operator gives up on the hosts. */
    public record Cloud(
            @JsonPropertyDescription(
                            "How long no host may serve, beyond the health thresholds, before the cloud takes over.")
                    @Default("0s")
                    @Pattern(Patterns.DURATION)
                    @Size(min = 2, max = Patterns.DURATION_LENGTH)
                    String takeoverAfter,
            @JsonPropertyDescription(
                            "How long every host may be alive but unready before the operator gives up on them;"
                                    + " longer, because the cloud's seats do not hold everyone.")
                    @Default("60s")
                    @Pattern(Patterns.DURATION)
                    @Size(min = 2, max = Patterns.DURATION_LENGTH)
                    String unreadyAfter) {
        public Cloud {
            takeoverAfter = takeoverAfter == null ? "0s" : takeoverAfter;
            unreadyAfter = unreadyAfter == null ? "60s" : unreadyAfter;
        }

        static Cloud defaults() {
            return new Cloud("0s", "60s");
        }
    }

    /** How a returned host is admitted. */
    public record Failback(
            @JsonPropertyDescription("Automatic: admitted after stabilization; Manual: a person admits it.")
                    @Default("Automatic")
                    Policy mode,
            @JsonPropertyDescription("How long a returned host stays healthy before it is admitted.")
                    @Default("10m")
                    @Pattern(Patterns.DURATION)
                    @Size(min = 2, max = Patterns.DURATION_LENGTH)
                    String stabilization) {
        public Failback {
            mode = mode == null ? Policy.Automatic : mode;
            stabilization = stabilization == null ? "10m" : stabilization;
        }

        static Failback defaults() {
            return new Failback(Policy.Automatic, "10m");
        }
    }

    /** At most {@code maxRoleChanges} automatic role changes in {@code window}; then hold, and say so. */
    public record Damping(
            @JsonPropertyDescription("Automatic role changes allowed in window.") @Default("4") @Min(1) @Max(1000)
                    Integer maxRoleChanges,
            @JsonPropertyDescription("The window that role changes are counted in.")
                    @Default("1h")
                    @Pattern(Patterns.DURATION)
                    @Size(min = 2, max = Patterns.DURATION_LENGTH)
                    String window) {
        public Damping {
            maxRoleChanges = maxRoleChanges == null ? 4 : maxRoleChanges;
            window = window == null ? "1h" : window;
        }

        static Damping defaults() {
            return new Damping(4, "1h");
        }
    }

    /** No automatic transition until {@code until} (RFC 3339). A pause always expires. */
    @ValidationRule(
            value = "has(self.until)",
            message = "a pause always expires: add until, an RFC 3339 time such as 2026-01-31T06:00:00Z")
    public record Pause(
            @JsonPropertyDescription("When the pause ends: an RFC 3339 time such as 2026-01-31T06:00:00Z.")
                    @Size(max = 64)
                    @Pattern(Patterns.TIME)
                    String until,
            @JsonPropertyDescription("Why, for whoever finds the platform paused.")
                    @Default("not given")
                    @Size(max = Patterns.LONG_TEXT)
                    String reason) {
        public Pause {
            reason = reason == null ? "not given" : reason;
        }
    }
}
