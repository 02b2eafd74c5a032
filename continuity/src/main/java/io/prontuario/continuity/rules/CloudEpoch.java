package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.DatabaseObservation.Answer;
import io.prontuario.continuity.model.DatabaseObservation.PeerClusterStatus;
import io.prontuario.continuity.model.WritePolicy;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.model.WriterEpoch.PeerInquiry;
import java.util.Optional;

/**
 * A site that lost everything at once asks the cloud before it writes again.
 *
 * <p>Rule: where the cloud may ever have the writer, an epoch may be over when the witness was fenced for the cloud after it, or when
 * its writer does not write now and the witness has not run without a break since the epoch was granted. The next epoch is granted when
 * the cloud's operator confirms that it knows of the end and that it does not have the writer: from then on no proof of the old epoch is
 * valid. The inquiry has a number that the cloud was never told before, and is repeated with a new one when the host that ran at the
 * time has restarted. A planned change makes no inquiry while the writer that it began with has not restarted. An epoch that was granted
 * after an inquiry keeps it, and is not doubted because its writer has not begun yet, as long as the host that ran at the time has not
 * restarted.
 *
 * <p>Why: only when everything was down can people, or the edge, have given the writer to the cloud. Power that comes back must not
 * make two writers. What the cloud knew before everything went down is no answer: the proof may be of that very number. A writer that
 * still writes makes no inquiry: losing the WAN disables nothing. One poll of the witness that fails is no break: the operator that remembers what the
 * witness said has itself run since, so not everything was down.
 */
public class CloudEpoch {
    CloudEpoch() {}

    /** Whether the cloud may have, or be about to take, the epoch after {@code epoch}. */
    public boolean cloudMayHaveTaken(WritePolicy policy, DatabaseObservation data, long epoch, boolean writes) {
        return policy.cloudMayWrite()
                && (data.witness().givenToCloudAfter(epoch)
                        || (!writes
                                && (data.witness().answer() == Answer.NO
                                        || !data.witness().unbroken())));
    }

    /** Whether the cloud was asked, and not everything can have been down since: the host that ran then has not restarted. */
    public static boolean asked(WriterEpoch epoch, DatabaseObservation data) {
        if (epoch.inquiry().isEmpty()) {
            return false;
        }
        PeerInquiry inquiry = epoch.inquiry().get();
        return data.replica(inquiry.host()).answers()
                && data.replica(inquiry.host()).boot() == inquiry.boot();
    }

    /** Whether a planned change began with a writer that has not restarted: not everything was down, and no inquiry is needed. */
    public static boolean writerRanThroughout(WriterEpoch ending, DatabaseObservation data) {
        return ending.cause() != WriterEpoch.Cause.FAILOVER
                && ending.newestEnded() == ending.epoch()
                && asked(ending, data);
    }

    /** Whether the cloud knows of the end that it was asked about, and does not have the writer. */
    public static boolean confirmed(WriterEpoch ending, DatabaseObservation data) {
        Optional<PeerClusterStatus> cloud = data.peer();
        return asked(ending, data)
                && cloud.isPresent()
                && !cloud.get().isWriter()
                && cloud.get().epoch() > ending.newestEnded();
    }
}
