package io.prontuario.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** The health checks of the operator. */
@ValidationRule(
        value = "duration(self.timeout) < duration(self.interval)",
        fieldPath = ".timeout",
        message = "timeout must be shorter than interval, otherwise checks overlap: lower timeout or raise interval")
public record HealthSpec(
        @JsonPropertyDescription("The interval between two checks of a target.")
                @Default("5s")
                @Pattern(Patterns.DURATION)
                @Size(min = 2, max = Patterns.DURATION_LENGTH)
                String interval,
        @JsonPropertyDescription("The time limit of one check. Must be shorter than interval.")
                @Default("2s")
                @Pattern(Patterns.DURATION)
                @Size(min = 2, max = Patterns.DURATION_LENGTH)
                String timeout,
        @JsonPropertyDescription("The number of consecutive failed checks after which a target is Unhealthy.")
                @Default("3")
                @Min(1)
                @Max(100)
                Integer failureThreshold,
        @JsonPropertyDescription("The number of consecutive successful checks after which a target is Healthy again.")
                @Default("2")
                @Min(1)
                @Max(100)
                Integer successThreshold) {
    public HealthSpec {
        interval = interval == null ? "5s" : interval;
        timeout = timeout == null ? "2s" : timeout;
        failureThreshold = failureThreshold == null ? 3 : failureThreshold;
        successThreshold = successThreshold == null ? 2 : successThreshold;
    }

    public static HealthSpec defaults() {
        return new HealthSpec("5s", "2s", 3, 2);
    }
}
