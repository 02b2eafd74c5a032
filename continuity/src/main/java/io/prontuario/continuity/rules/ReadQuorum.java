package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import java.util.List;
import java.util.Set;

/**
 * R + W &gt; N, for every set that may have acknowledged a write.
 *
 * <p>Rule: of each set in effect the members that are counted (R) and those that a write waits for (W) are together more than the set
 * has (N). Then every acknowledged write is on one of those counted, and none can be acknowledged without one of them.
 *
 * <p>Why: CloudNativePG with two instances promoted without it and lost 5,500 to 6,600 acknowledged inserts (measured). A writer whose
 * set was empty (W = 0) can never be replaced this way: it comes back, or people decide.
 */
public class ReadQuorum {
    ReadQuorum() {}

    public boolean met(List<SyncSet> activeSyncSets, Set<SiteName> counted) {
        for (SyncSet set : activeSyncSets) {
            if (!set.intersectsEveryWriteQuorum(counted)) {
                return false;
            }
        }
        return true;
    }
}
