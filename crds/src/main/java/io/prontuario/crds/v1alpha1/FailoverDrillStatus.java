package io.prontuario.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has become of a drill. Instants are RFC 3339. */
public record FailoverDrillStatus(
        @JsonPropertyDescription("Refused: nothing was done; Running: the fault is in force; Restoring: it is being"
                        + " undone; Restored: nothing of it is left.")
                @Nullable
                Phase phase,
        @JsonPropertyDescription("Why, in one word for programs.") @Nullable String reason,
        @JsonPropertyDescription("Why, for people, with what to do.") @Nullable String message,
        @JsonPropertyDescription("What the scenario meant here.") @Size(max = 32) List<String> targets,
        @JsonPropertyDescription("When the fault came into force.") @Nullable String startedAt,
        @JsonPropertyDescription("When others were seen to serve in place of what failed.") @Nullable String servedAt,
        @JsonPropertyDescription(
                        "Recovery time as the operator saw it, from startedAt to servedAt; clients see less where"
                                + " the front door repeats requests.")
                @Nullable
                String rto,
        @JsonPropertyDescription("When nothing of it was left.") @Nullable String restoredAt) {
    public FailoverDrillStatus {
        targets = Lists.orEmpty(targets);
    }

    /** A drill before its end: nothing is known yet of what it costs. */
    public static FailoverDrillStatus of(
            @Nullable Phase phase,
            @Nullable String reason,
            @Nullable String message,
            List<String> targets,
            @Nullable String startedAt) {
        return new FailoverDrillStatus(phase, reason, message, targets, startedAt, null, null, null);
    }

    public enum Phase {
        Refused,
        Running,
        Restoring,
        Restored
    }

    /** Whether nothing will happen to it any more. */
    public boolean over() {
        return phase == Phase.Refused || phase == Phase.Restored;
    }
}
