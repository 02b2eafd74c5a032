package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;

/**
 * In a planned change the writer is demoted before another site is promoted.
 *
 * <p>Rule: an epoch has ended by demotion when its writer says that it has durably given it up; a planned change has no other way to end
 * it.
 *
 * <p>Why: a switchover is wanted, not needed. With the writer there to be demoted, anything less than its own word would risk for a test
 * what a failover risks for a death.
 */
public class DemoteBeforePromote {
    DemoteBeforePromote() {}

    public boolean demoted(ReplicaStatus writer, long epoch) {
        return writer.answers() && writer.demotedFrom() >= epoch;
    }
}
