package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.WriterEpoch.Cause;
import java.util.Set;

/**
 * In a planned change the holder lets go before anyone else is granted.
 *
 * <p>Rule: an epoch has ended by release when its holder says that it has durably released it; for a planned change there is no
 * other way.
 *
 * <p>Why: a switchover is wanted, not needed. With the holder there to let go, anything less than its word would risk for a
 * rehearsal what a failover risks for a death (invariant 4).
 */
public final class DemoteBeforePromote {
    private DemoteBeforePromote() {}

    public static boolean released(Set<SafetyRule> guards, ReplicaStatus holder, long epoch, Cause cause) {
        boolean planned =
                switch (cause) {
                    case SWITCHOVER, DRILL, HAND_OVER -> true;
                    case FIRST, FAILOVER, DISASTER, HAND_BACK -> false;
                };
        return holder.answers()
                && (holder.released() >= epoch || (planned && !guards.contains(SafetyRule.RELEASED_FIRST)));
    }
}
