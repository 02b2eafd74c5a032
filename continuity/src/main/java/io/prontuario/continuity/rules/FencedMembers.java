package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Only members that accept nothing more of the old epoch are counted.
 *
 * <p>Rule: a member is counted when it answers and has durably recorded {@code fencedBelow >= next}. A witness that was fenced for a
 * promotion in the cloud is not counted by the site. The position that a fenced member reports stays true.
 *
 * <p>Why: a frozen writer knows nothing of a lease that expired. If its members still listened to it, it would go on acknowledging after
 * it thaws; lease expiry is never a fence.
 */
public class FencedMembers {
    FencedMembers() {}

    /** @param next the epoch to come */
    public Set<SiteName> counted(List<SiteName> hosts, SiteName writer, long next, DatabaseObservation data) {
        Set<SiteName> counted = new HashSet<>();
        for (SiteName host : hosts) {
            DatabaseObservation.ReplicaStatus replica = data.replica(host);
            if (!host.equals(writer) && replica.answers() && fenced(replica.fencedBelow(), next)) {
                counted.add(host);
            }
        }
        DatabaseObservation.WitnessStatus witness = data.witness();
        if (witness.answers() && !witness.givenToCloudAfter(next - 1) && fenced(witness.fencedBelow(), next)) {
            counted.add(SyncSet.WITNESS);
        }
        return counted;
    }

    boolean fenced(long fencedBelow, long next) {
        return fencedBelow >= next;
    }
}
