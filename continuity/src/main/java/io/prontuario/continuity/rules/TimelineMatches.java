package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;

/**
 * The candidate holds the WAL of the epoch that ends.
 *
 * <p>Rule: it answers, and the epoch whose WAL it last wrote or followed is that one.
 *
 * <p>Why: a node that was away since an earlier epoch has a history of its own past the point where the two diverge. Its position can be
 * the highest of all and mean nothing: positions compare within one history only.
 */
public class TimelineMatches {
    TimelineMatches() {}

    public boolean holdsWalOf(ReplicaStatus replica, long epoch) {
        return replica.answers() && replica.epoch() == epoch;
    }
}
