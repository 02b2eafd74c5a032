package io.prontuario.operator.data;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.WriteDecision;
import io.prontuario.continuity.model.WriterEpoch;
import java.time.Duration;

/**
 * One decision about the writer.
 *
 * @param boxes that take part
 * @param data that it was made from
 * @param before as recorded when the pass began
 * @param decision to record, and then to carry out
 */
public record WriterRound(DataBoxes boxes, DatabaseObservation data, WriterEpoch before, WriteDecision decision) {
    private static final Duration HURRY = Duration.ofMillis(100);

    /** Whether no database may write until an epoch has ended. */
    public boolean ending() {
        return decision.next().phase() == WriterEpoch.Phase.ENDING;
    }

    /** When to decide again, at the latest. */
    public Duration requeueAfter() {
        return ending() ? HURRY : DataPoller.detection(boxes).interval();
    }
}
