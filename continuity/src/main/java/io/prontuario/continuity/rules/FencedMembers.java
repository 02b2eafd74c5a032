package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Only who takes nothing more of the old epoch is counted.
 *
 * <p>Rule: a member is counted when it answers and has durably noted {@code sealed >= next}. A witness that was sealed for a
 * promotion in the cloud is not the site's to count. What a sealed member says of its position stays true.
 *
 * <p>Why: a frozen primary knows nothing of a lease that ran out. If its members still listened to it, it would go on
 * acknowledging after it thaws; lease expiry is never a fence (invariants 1 and 4).
 */
public final class FencedMembers {
    private FencedMembers() {}

    public static Set<SiteName> counted(
            Set<SafetyRule> guards, List<SiteName> hosts, SiteName holder, long next, DatabaseObservation data) {
        boolean anyone = !guards.contains(SafetyRule.SEALED_MEMBERS);
        Set<SiteName> counted = new HashSet<>();
        for (SiteName host : hosts) {
            DatabaseObservation.ReplicaStatus node = data.node(host);
            if (!host.equals(holder) && node.answers() && (anyone || node.sealed() >= next)) {
                counted.add(host);
            }
        }
        DatabaseObservation.WitnessStatus witness = data.witness();
        if (witness.answers() && !witness.promisedAway(next - 1) && (anyone || witness.sealed() >= next)) {
            counted.add(SyncSet.WITNESS);
        }
        return counted;
    }
}
