package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.DatabaseObservation.PeerClusterStatus;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.WritePolicy;
import io.prontuario.continuity.model.WriterEpoch;
import java.util.Optional;
import java.util.Set;

/**
 * A site that lost everything at once asks the cloud before it writes again.
 *
 * <p>Rule: where the cloud may ever hold the write right, an epoch is over when the witness was sealed for the cloud after it, or
 * when its holder does not write now and the witness has not run without a break since the grant. The next one is granted when the
 * cloud's operator says that it has heard so and does not hold the right: from then on no proof of the old epoch is any good. It is
 * asked with a number that it was never told before, anew once the host that ran when it was asked has restarted. A planned change
 * asks nobody while the writer that it began with has not restarted. An epoch that was granted after the cloud was asked remembers
 * that it was, and is not doubted because its holder has not begun yet, as long as the host that ran when it was asked has not
 * restarted.
 *
 * <p>Why: only then can people, or the edge, have given the right to the cloud. Power coming back must not make two
 * writers. What the cloud knew before everything went down is no answer: the proof may be of that very number. Whoever still writes
 * is not asked: losing the WAN disables nothing (invariants 5, 7, 14).
 */
public final class CloudEpoch {
    private CloudEpoch() {}

    /** Whether the cloud may hold, or be about to take, what comes after {@code epoch}. */
    public static boolean mayBeGone(
            Set<SafetyRule> guards, WritePolicy policy, DatabaseObservation data, long epoch, boolean writes) {
        return guards.contains(SafetyRule.CLOUD_EPOCH)
                && policy.cloudMayWrite()
                && (data.witness().promisedAway(epoch)
                        || (!writes
                                && (!data.witness().answers() || !data.witness().unbroken())));
    }

    /** Whether the cloud was asked, and not everything can have been down since: the host that ran then has not restarted. */
    public static boolean asked(WriterEpoch closing, DatabaseObservation data) {
        return closing.asked().isPresent()
                && data.node(closing.asked().get().host()).answers()
                && data.node(closing.asked().get().host()).boot()
                        == closing.asked().get().boot();
    }

    /** Whether a planned change began with a writer that has not restarted: not everything was down, and nobody has to be asked. */
    public static boolean ranSince(WriterEpoch closing, DatabaseObservation data) {
        return closing.cause() != WriterEpoch.Cause.FAILOVER
                && closing.over() == closing.epoch()
                && asked(closing, data);
    }

    /** Whether the cloud has heard what it was asked to, and does not hold the right. */
    public static boolean cleared(WriterEpoch closing, DatabaseObservation data) {
        Optional<PeerClusterStatus> cloud = data.otherSide();
        return asked(closing, data)
                && cloud.isPresent()
                && !cloud.get().holds()
                && cloud.get().epoch() > closing.over();
    }
}
