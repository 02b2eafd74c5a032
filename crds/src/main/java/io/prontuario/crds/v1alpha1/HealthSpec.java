package io.prontuario.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** The operator's role checks. Defaults are the source document's numbers: 5 s, 2 s, 3. Durations like {@code 5s}, {@code 500ms}, {@code 10m}. */
@ValidationRule(
        value = "duration(self.timeout) < duration(self.interval)",
        fieldPath = ".timeout",
        message = "timeout must be shorter than interval, or checks pile up: lower timeout or raise interval")
public record HealthSpec(
        @JsonPropertyDescription("Time between two checks of a target.")
                @Default("5s")
                @Pattern(Patterns.DURATION)
                @Size(min = 2, max = Patterns.DURATION_LENGTH)
                String interval,
        @JsonPropertyDescription("How long one check may take; shorter than interval.")
                @Default("2s")
                @Pattern(Patterns.DURATION)
                @Size(min = 2, max = Patterns.DURATION_LENGTH)
                String timeout,
        @JsonPropertyDescription("Failed checks in a row before a target is Unhealthy.") @Default("3") @Min(1) @Max(100)
                Integer failureThreshold,
        @JsonPropertyDescription("Passed checks in a row before a target is Healthy again.")
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
