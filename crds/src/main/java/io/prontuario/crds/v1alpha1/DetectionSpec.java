package io.prontuario.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** How the operator finds out that the writer is lost. */
@ValidationRule(
        value = "duration(self.timeout) < duration(self.interval)",
        fieldPath = ".timeout",
        message = "timeout must be shorter than interval, otherwise checks overlap: lower timeout or raise interval")
public record DetectionSpec(
        @JsonPropertyDescription("The interval between two reports of a host agent about the database.")
                @Default("1s")
                @Pattern(Patterns.DURATION)
                @Size(min = 2, max = Patterns.DURATION_LENGTH)
                String interval,
        @JsonPropertyDescription("The time limit of one report. Must be shorter than interval.")
                @Default("500ms")
                @Pattern(Patterns.DURATION)
                @Size(min = 2, max = Patterns.DURATION_LENGTH)
                String timeout,
        @JsonPropertyDescription("The number of consecutive reports in which the writer does not answer, after which it"
                        + " is lost, if no other copy receives its writes.")
                @Default("3")
                @Min(1)
                @Max(100)
                Integer failureThreshold) {
    public DetectionSpec {
        interval = interval == null ? "1s" : interval;
        timeout = timeout == null ? "500ms" : timeout;
        failureThreshold = failureThreshold == null ? 3 : failureThreshold;
    }

    public static DetectionSpec defaults() {
        return new DetectionSpec("1s", "500ms", 3);
    }
}
