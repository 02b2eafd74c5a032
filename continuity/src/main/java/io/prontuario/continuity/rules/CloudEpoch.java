package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.DataSeen;
import io.prontuario.continuity.model.DataSeen.OtherSide;
import io.prontuario.continuity.model.WritePolicy;
import java.util.Optional;
import java.util.Set;

/**
 * A site that lost everything at once asks the cloud before it writes again.
 *
 * <p>Rule: where the cloud may ever hold the write right, an epoch is over when the witness was sealed for the cloud after it, or
 * when its holder does not write now and the witness has not run without a break since the grant. The next one is granted when the cloud's operator says
 * that it has heard so and does not hold the right: from then on no proof of the old epoch is any good.
 *
 * <p>Why: only then can people, or the edge, have given the right to the cloud. Power coming back must not make two writers. Whoever
 * still writes is not asked: losing the WAN disables nothing (invariants 5, 7, 14).
 */
public final class CloudEpoch {
    private CloudEpoch() {}

    /** Whether the cloud may hold, or be about to take, what comes after {@code epoch}. */
    public static boolean mayBeGone(Set<Guard> guards, WritePolicy policy, DataSeen data, long epoch, boolean writes) {
        return guards.contains(Guard.CLOUD_EPOCH)
                && policy.cloudMayWrite()
                && (data.witness().promisedAway(epoch)
                        || (!writes
                                && (!data.witness().answers() || !data.witness().unbroken())));
    }

    /** Whether the cloud has heard that {@code epoch} is over, and does not hold the right. */
    public static boolean cleared(DataSeen data, long epoch) {
        Optional<OtherSide> cloud = data.otherSide();
        return cloud.isPresent() && !cloud.get().holds() && cloud.get().epoch() > epoch;
    }
}
