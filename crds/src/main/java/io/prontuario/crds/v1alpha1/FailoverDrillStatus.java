package io.prontuario.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The state of a drill. Times are RFC 3339. */
public record FailoverDrillStatus(
        @JsonPropertyDescription("Refused: the drill did not start. Running: the fault is active. Restoring: the fault"
                        + " is being undone. Restored: the fault is undone.")
                @Nullable
                Phase phase,
        @JsonPropertyDescription("The reason for the current state, in one word (CamelCase).") @Nullable String reason,
        @JsonPropertyDescription("A description of the reason, with what to do.") @Nullable String message,
        @JsonPropertyDescription("The targets of the fault.") @Size(max = 32) List<String> targets,
        @JsonPropertyDescription("The time at which the fault became active (RFC 3339).") @Nullable String startedAt,
        @JsonPropertyDescription("The time at which the operator observed that another site serves (RFC 3339).")
                @Nullable
                String servedAt,
        @JsonPropertyDescription("The recovery time that the operator observed, from startedAt to servedAt. Clients can"
                        + " see a shorter outage, because the front door retries requests.")
                @Nullable
                String rto,
        @JsonPropertyDescription("The time at which the fault was undone (RFC 3339).") @Nullable String restoredAt,
        @JsonPropertyDescription("The writes that the operator makes to the record while the drill runs, and what"
                        + " became of them. Absent for a health check.")
                @Nullable
                DrillWrites writes) {
    public FailoverDrillStatus {
        targets = Lists.orEmpty(targets);
    }

    /** The status of a drill before its result is known. */
    public static FailoverDrillStatus of(
            @Nullable Phase phase,
            @Nullable String reason,
            @Nullable String message,
            List<String> targets,
            @Nullable String startedAt) {
        return new FailoverDrillStatus(phase, reason, message, targets, startedAt, null, null, null, null);
    }

    public FailoverDrillStatus with(@Nullable DrillWrites known) {
        return new FailoverDrillStatus(phase, reason, message, targets, startedAt, servedAt, rto, restoredAt, known);
    }

    public enum Phase {
        Refused,
        Running,
        Restoring,
        Restored
    }

    /** Whether the drill has ended. */
    public boolean over() {
        return phase == Phase.Refused || phase == Phase.Restored;
    }
}
