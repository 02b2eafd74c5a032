package io.prontuario.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** The writes that the operator makes to the record while a drill runs, and what became of them. They hold no patient's data. */
public record DrillWrites(
        @JsonPropertyDescription(
                        "Counting: the operator writes. Judged: every acknowledged write was looked for in the record"
                                + " afterwards. NotJudged: the message says why. NoRecord: no host keeps the record.")
                @Required
                State state,
        @JsonPropertyDescription("The reason, or the result in words.") @Nullable String message,
        @JsonPropertyDescription("How many writes had which outcome. Present if they were judged.") @Nullable
                Counts counts,
        @JsonPropertyDescription("The period whose acknowledged writes are lost: from the last one kept before the"
                        + " first loss to the last one lost. 0s if none is lost. Present if they were judged.")
                @Nullable
                String rpo,
        @JsonPropertyDescription("The longest time without an acknowledged write. Present if the writes were judged.")
                @Nullable
                String longestGap) {
    /** See the description of {@link DrillWrites#state}. */
    public enum State {
        Counting,
        Judged,
        NotJudged,
        NoRecord
    }

    /** How many writes had which outcome. */
    public record Counts(
            @JsonPropertyDescription("Acknowledged to the operator.") Integer acknowledged,
            @JsonPropertyDescription("Acknowledged, and not in the record.") Integer lost,
            @JsonPropertyDescription("More than once in the record.") Integer doubled,
            @JsonPropertyDescription("Refused or never sent, and not in the record.") Integer failed,
            @JsonPropertyDescription("Without an answer that tells whether they were applied, although they were"
                            + " repeated with their key.")
                    Integer unknown,
            @JsonPropertyDescription("Of these, how many are in the record.") Integer unknownApplied,
            @JsonPropertyDescription("Acknowledged by an earlier writer after a later one had acknowledged others.")
                    Integer byOldWriter) {}

    public static DrillWrites counting() {
        return of(State.Counting, "the operator writes to the record and counts");
    }

    public static DrillWrites noRecord() {
        return of(State.NoRecord, "not judged: no host keeps the record");
    }

    public static DrillWrites notJudged(String reason) {
        return of(State.NotJudged, "not judged: " + reason);
    }

    private static DrillWrites of(State state, String message) {
        return new DrillWrites(state, message, null, null, null);
    }

    /** The figures, present only if the writes were judged. */
    public @Nullable Counts judged() {
        return state == State.Judged ? counts : null;
    }
}
