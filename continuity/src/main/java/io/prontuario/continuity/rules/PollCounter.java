package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.DatabaseObservation.Answer;
import io.prontuario.continuity.model.Detection;

/**
 * Turns polls of a database, or of the witness, into an answer.
 *
 * <p>Rule: {@link Answer#YES} when the newest poll was answered; {@link Answer#NO} at {@code failureThreshold} failed polls with no
 * answer between them; else {@link Answer#UNKNOWN}. Each poll counts once, whatever the number of decisions made between two polls: one
 * whose sequence number is not newer than the last one counted is dropped. A poll that could not be made is no evidence: it neither
 * lengthens a run of failures nor ends it, and what was known until then is not known any more.
 *
 * <p>Why: with independent loss of 5 % one poll in ten fails, three in a row once in a thousand. What a silent writer leads to is not
 * decided here: that is {@link WriterLoss}, which asks the other members too.
 */
public final class PollCounter {
    private PollCounter() {}

    /** How one poll ended. */
    public enum Result {
        ANSWERED,
        /** Refused, timed out, or the agent says that what was asked for does not answer. */
        FAILED,
        /** The same, between two regular polls: it is known at once, and does not lengthen a run of failures. */
        FAILED_BETWEEN,
        /** It could not be made: nothing is known. */
        NOT_MADE
    }

    /**
     * Polls counted so far. Kept in memory only: losing it delays a decision.
     *
     * @param lastSequence of the newest poll that was counted
     * @param newest how that one ended
     * @param failures failed polls since the last one that was answered
     */
    public record Evidence(long lastSequence, Result newest, int failures) {
        private static final Evidence NONE = new Evidence(-1, Result.NOT_MADE, 0);

        public static Evidence none() {
            return NONE;
        }
    }

    /** The evidence after this poll. */
    public static Evidence count(Evidence before, Result result, long sequence) {
        if (sequence <= before.lastSequence()) {
            return before;
        }
        return switch (result) {
            case ANSWERED -> new Evidence(sequence, result, 0);
            case FAILED -> new Evidence(sequence, result, before.failures() + 1);
            case FAILED_BETWEEN, NOT_MADE -> new Evidence(sequence, result, before.failures());
        };
    }

    public static Answer answer(Detection detection, Evidence evidence) {
        return switch (evidence.newest()) {
            case ANSWERED -> Answer.YES;
            case FAILED, FAILED_BETWEEN -> evidence.failures() >= detection.failureThreshold()
                    ? Answer.NO
                    : Answer.UNKNOWN;
            case NOT_MADE -> Answer.UNKNOWN;
        };
    }
}
