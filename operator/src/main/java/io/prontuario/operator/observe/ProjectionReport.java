package io.prontuario.operator.observe;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** The last report of the job that ships the projection. */
public sealed interface ProjectionReport {
    /**
     * Not asked yet.
     *
     * @param since when the first question was due
     */
    record NotPolled(Instant since) implements ProjectionReport {}

    /**
     * It answered.
     *
     * @param asOf everything that the record held at this time is in the cloud
     * @param appliedSequence number of the last entry that the cloud has
     * @param pending entries that the cloud lacks; empty while the job does not know
     * @param inboxPending entries that are not merged into the record; empty while the job does not know
     * @param reason the job's own description of its state
     */
    record Answer(
            Instant at,
            Optional<Instant> asOf,
            OptionalLong appliedSequence,
            OptionalLong pending,
            OptionalLong inboxPending,
            String reason)
            implements ProjectionReport {}

    /** It did not answer, or not in the expected form. */
    record NoAnswer(Instant at, String why) implements ProjectionReport {}
}
