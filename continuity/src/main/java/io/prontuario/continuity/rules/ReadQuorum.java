package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import java.util.List;
import java.util.Set;

/**
 * R + W &gt; N, for every set that may have acknowledged a write.
 *
 * <p>Rule: of each set in force the members that are counted (R) and those a write waits for (W) are together more than the set
 * has (N). Then every acknowledged write is on one of those counted, and none can be acknowledged without one of them.
 *
 * <p>Why: CloudNativePG with two instances promoted without it and lost 5,500 to 6,600 acknowledged inserts (measured). A writer
 * that stood alone (W = 0) can never be replaced this way: it comes back, or people decide (invariants 3, 18).
 */
public final class ReadQuorum {
    private ReadQuorum() {}

    public static boolean met(Set<SafetyRule> guards, List<SyncSet> inForce, Set<SiteName> counted) {
        if (!guards.contains(SafetyRule.READ_QUORUM)) {
            return true;
        }
        for (SyncSet set : inForce) {
            if (!set.cannotDoWithout(counted)) {
                return false;
            }
        }
        return true;
    }
}
