package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.model.WriterEpoch.PeerInquiry;
import io.prontuario.continuity.model.WriterEpoch.Phase;
import io.prontuario.continuity.rules.CloudEpoch;

/** On site: whether the cloud may have taken the writer, what it is asked about that, and which epoch is next. */
final class SiteInquiry {
    private final WriteDecisionContext context;

    SiteInquiry(WriteDecisionContext context) {
        this.context = context;
    }

    /**
     * Whether the cloud might have the writer: then the site's writer is not told to write either. An epoch that the cloud was asked about
     * is not doubted because its writer has not begun yet, while the host that ran when it was asked has not restarted.
     */
    boolean cloudMayHaveTaken(WriterEpoch epoch) {
        boolean asked = epoch.phase() == Phase.GRANTED && CloudEpoch.asked(epoch, context.data);
        boolean writes =
                asked || context.data.replica(epoch.writer().orElseThrow()).writes();
        return context.rules.cloudEpoch.cloudMayHaveTaken(context.policy, context.data, epoch.epoch(), writes);
    }

    /** Whether the cloud cannot have the epoch after this one. */
    boolean cloudHasNotTaken(WriterEpoch epoch) {
        return !cloudMayHaveTaken(epoch)
                || CloudEpoch.writerRanThroughout(epoch, context.data)
                || CloudEpoch.confirmed(epoch, context.data);
    }

    /**
     * The cloud is asked with a number that it was never told before, once for every time that everything may have been down: people may
     * have approved meanwhile what it knew already.
     */
    WriterEpoch repeated(WriterEpoch before, WriterEpoch next) {
        if (next.phase() != Phase.ENDING || !cloudMayHaveTaken(next) || CloudEpoch.asked(next, context.data)) {
            return next;
        }
        long ended = before.phase() == Phase.ENDING ? before.newestEnded() + 1 : next.epoch();
        for (SiteName host : context.hosts()) {
            ReplicaStatus replica = context.data.replica(host);
            if (replica.answers()) {
                return next.withInquiry(new PeerInquiry(ended, host, replica.boot()));
            }
        }
        return next;
    }

    /** Above every ended epoch, not below any fence that exists or was ordered, and above what was given to the cloud. */
    long nextEpoch(WriterEpoch epoch) {
        long next = Math.max(epoch.newestEnded() + 1, epoch.fencedBelow());
        for (SiteName host : context.hosts()) {
            next = Math.max(next, context.data.replica(host).fencedBelow());
        }
        long witness = context.data.witness().fencedBelow();
        if (!context.data.witness().givenToCloudAfter(epoch.epoch())) {
            return Math.max(next, witness);
        }
        return cloudHasNotTaken(epoch) ? Math.max(next, witness + 1) : next;
    }
}
