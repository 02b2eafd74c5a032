package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;
import io.prontuario.continuity.model.SafetyRule;
import java.util.Set;

/**
 * The candidate holds the log of the epoch that ends.
 *
 * <p>Rule: it answers, and the epoch whose log it last wrote or followed is that one.
 *
 * <p>Why: a node that was away since an earlier epoch has a log of its own past the point where they part. Its position can be the
 * highest of all and mean nothing: positions compare within one history only (invariant 10).
 */
public final class TimelineMatches {
    private TimelineMatches() {}

    public static boolean holdsTheLogOf(Set<SafetyRule> guards, ReplicaStatus node, long epoch) {
        return node.answers() && (node.epoch() == epoch || !guards.contains(SafetyRule.REVALIDATED));
    }
}
