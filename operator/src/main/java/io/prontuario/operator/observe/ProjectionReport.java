package io.prontuario.operator.observe;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** What the job that ships the projection was last heard to say. */
public sealed interface ProjectionReport {
    /**
     * Not asked yet.
     *
     * @param since since when it should have been
     */
    record NotLooked(Instant since) implements ProjectionReport {}

    /**
     * It answered.
     *
     * @param asOf everything that the record held at this time is in the cloud
     * @param appliedSequence number of the last entry that the cloud has
     * @param pending entries that the cloud lacks; empty while it cannot tell
     * @param inboxPending entries that are not merged into the record; empty while it cannot tell
     * @param reason how it fares, in its own words
     */
    record Told(
            Instant at,
            Optional<Instant> asOf,
            OptionalLong appliedSequence,
            OptionalLong pending,
            OptionalLong inboxPending,
            String reason)
            implements ProjectionReport {}

    /** It did not answer, or not what was asked. */
    record Silent(Instant at, String why) implements ProjectionReport {}
}
