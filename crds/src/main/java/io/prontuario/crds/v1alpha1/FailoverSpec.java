package io.prontuario.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** When roles change, how a host returns, and how often roles can change. */
public record FailoverSpec(
        @JsonPropertyDescription("Automatic: the operator changes roles by itself. Manual: the operator reports and"
                        + " waits for a person.")
                @Default("Automatic")
                Policy mode,
        @JsonPropertyDescription("The conditions under which the cloud takes over.") @Default("{}") Cloud cloud,
        @JsonPropertyDescription("How a host that returns is admitted.") @Default("{}") Failback failback,
        @JsonPropertyDescription("The limit for automatic role changes. Beyond it the operator makes no change and"
                        + " reports the condition Stalled.")
                @Default("{}")
                Damping damping,
        @JsonPropertyDescription("Stops automatic transitions until a time.") @Nullable Pause pause,
        @JsonPropertyDescription("A planned change, which is carried out once or refused with the reason. To ask again,"
                        + " write another id. To end a drain, remove it.")
                @Nullable
                Request request) {
    public FailoverSpec {
        mode = mode == null ? Policy.Automatic : mode;
        cloud = cloud == null ? Cloud.defaults() : cloud;
        failback = failback == null ? Failback.defaults() : failback;
        damping = damping == null ? Damping.defaults() : damping;
    }

    public static FailoverSpec defaults() {
        return new FailoverSpec(
                Policy.Automatic, Cloud.defaults(), Failback.defaults(), Damping.defaults(), null, null);
    }

    public enum Policy {
        Automatic,
        Manual
    }

    /** When the cloud takes over from the hosts. */
    public record Cloud(
            @JsonPropertyDescription(
                            "The time without a serving host, in addition to the health thresholds, after which the"
                                    + " cloud takes over.")
                    @Default("0s")
                    @Pattern(Patterns.DURATION)
                    @Size(min = 2, max = Patterns.DURATION_LENGTH)
                    String takeoverAfter,
            @JsonPropertyDescription(
                            "The time after which the cloud takes over from hosts that accept connections but are"
                                    + " not ready. It is longer, because the cloud has a limited number of seats.")
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

    /** How a host that returns is admitted. */
    public record Failback(
            @JsonPropertyDescription(
                            "Automatic: the host is admitted after the stabilization. Manual: a person admits it.")
                    @Default("Automatic")
                    Policy mode,
            @JsonPropertyDescription("The time for which a host that returns must be healthy before it is admitted.")
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

    /** At most {@code maxRoleChanges} automatic role changes in {@code window}. */
    public record Damping(
            @JsonPropertyDescription("The maximum number of automatic role changes in the window.")
                    @Default("4")
                    @Min(1)
                    @Max(1000)
                    Integer maxRoleChanges,
            @JsonPropertyDescription("The window in which role changes are counted.")
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

    /** No automatic transition until {@code until} (RFC 3339). */
    @ValidationRule(
            value = "has(self.until)",
            message = "a pause must have an end: add until, an RFC 3339 time such as 2026-01-31T06:00:00Z")
    public record Pause(
            @JsonPropertyDescription("The end of the pause, an RFC 3339 time such as 2026-01-31T06:00:00Z.")
                    @Size(max = 64)
                    @Pattern(Patterns.TIME)
                    String until,
            @JsonPropertyDescription("The reason for the pause.") @Default("not given") @Size(max = Patterns.LONG_TEXT)
                    String reason) {
        public Pause {
            reason = reason == null ? "not given" : reason;
        }
    }

    /** A planned change. Unlike a failover it may be refused, it is carried out once, and it expires. */
    public record Request(
            @JsonPropertyDescription("The id of the request. Each id is carried out or refused once. Example:"
                            + " 2026-01-31-maintenance.")
                    @Required
                    @Pattern(Patterns.REQUEST_ID)
                    @Size(max = Patterns.REQUEST_ID_LENGTH)
                    String id,
            @JsonPropertyDescription("Switchover: the host becomes the writer of the record. Drain: the host gets no"
                            + " requests until the time; if it is the writer, the other host becomes the writer.")
                    @Required
                    Verb verb,
            @JsonPropertyDescription("The name of the host that becomes the writer, or that is drained.")
                    @Required
                    @Size(max = Patterns.NAME_LENGTH)
                    String host,
            @JsonPropertyDescription("The end, an RFC 3339 time such as 2026-01-31T06:00:00Z. A Switchover that has not"
                            + " begun by then is refused; a Drain ends then.")
                    @Required
                    @Size(max = 64)
                    @Pattern(Patterns.TIME)
                    String until) {
        /** See the description of {@link Request#verb}. */
        public enum Verb {
            Switchover,
            Drain
        }
    }
}
