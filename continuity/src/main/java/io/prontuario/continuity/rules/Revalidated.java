package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.DataSeen.NodeSeen;
import java.util.Set;

/**
 * The candidate holds the log of the epoch that ends.
 *
 * <p>Rule: it answers, and the epoch whose log it last wrote or followed is that one.
 *
 * <p>Why: a node that was away since an earlier epoch has a log of its own past the point where they part. Its position can be the
 * highest of all and mean nothing: positions compare within one history only (invariant 10).
 */
public final class Revalidated {
    private Revalidated() {}

    public static boolean holdsTheLogOf(Set<Guard> guards, NodeSeen node, long epoch) {
        return node.answers() && (node.epoch() == epoch || !guards.contains(Guard.REVALIDATED));
    }
}
