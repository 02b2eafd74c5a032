package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.DatabaseObservation.Answer;
import io.prontuario.continuity.model.DatabaseObservation.PeerClusterStatus;
import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriteAction;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.model.WriterEpoch.Cause;
import io.prontuario.continuity.model.WriterEpoch.Phase;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The writer as the on-site operator decides it. */
final class OnSiteWriteAuthority {
    private final WriteDecisionContext context;
    private final SiteInquiry inquiry;

    OnSiteWriteAuthority(WriteDecisionContext context) {
        this.context = context;
        this.inquiry = new SiteInquiry(context);
    }

    /** Forward only: first epoch, granted, ending, next epoch. What members are about to be told is on record first. */
    WriterEpoch next() {
        WriterEpoch known = withCloudsEpoch(context.before);
        WriterEpoch next =
                switch (known.phase()) {
                    case VACANT -> firstEpoch(known);
                    case GRANTED -> known.isWriter(SiteName.CLOUD) ? takeBack(known) : granted(known);
                    case ENDING -> ending(known);
                };
        WriterEpoch asked = inquiry.repeated(known, next);
        return asked.phase() == Phase.ENDING && asked.cause() == Cause.FAILOVER
                ? asked.withFence(inquiry.nextEpoch(asked))
                : asked;
    }

    List<WriteAction> actions(WriterEpoch next) {
        return new OnSiteWriteActions(context, inquiry, next).actions();
    }

    /** The cloud's operator has an epoch that is newer than the newest known here. */
    private WriterEpoch withCloudsEpoch(WriterEpoch epoch) {
        Optional<PeerClusterStatus> cloud = context.data.peer();
        return cloud.isPresent() && cloud.get().isWriter() && cloud.get().epoch() > epoch.epoch()
                ? epoch.granted(cloud.get().epoch(), SiteName.CLOUD, Cause.DISASTER, List.of())
                : epoch;
    }

    /**
     * The first epoch goes to the preferred host whose database answers, and only while no database and no witness knows of an earlier
     * one. Whether the host's services are ready is not asked: they need a writer to become ready.
     */
    private WriterEpoch firstEpoch(WriterEpoch epoch) {
        for (SiteName host : context.hosts()) {
            if (context.data.replica(host).epoch() > 0) {
                context.blocked(
                        SafetyRule.TIMELINE_MATCHES,
                        host + " holds an epoch that is not in status: restore the status, or let people decide");
                return epoch;
            }
        }
        long witnessed = context.data.witness().epoch();
        if (witnessed > 0) {
            context.blocked(
                    SafetyRule.TIMELINE_MATCHES,
                    "the witness holds WAL of epoch " + witnessed
                            + ", which is not in status: restore the status; if the"
                            + " record is made anew on purpose, stop the witness's agent and empty its --witness folder");
            return epoch;
        }
        for (SiteName host : context.hosts()) {
            Answer answer = context.data.replica(host).answer();
            if (answer == Answer.YES) {
                return epoch.granted(1, host, Cause.FIRST, List.of(SyncSet.any(1, Set.of())));
            }
            if (answer == Answer.UNKNOWN) {
                return epoch; // it may be the preferred one that answers
            }
        }
        return epoch;
    }

    private WriterEpoch granted(WriterEpoch epoch) {
        SiteName writer = epoch.writer().orElseThrow();
        if (context.data.replica(writer).answers() && inquiry.cloudMayHaveTaken(epoch)) {
            if (context.failover.paused()) {
                context.blocked(SafetyRule.PAUSE, "paused: " + writer + " is not told to write, and no change begins");
                return epoch;
            }
            context.blocked(
                    SafetyRule.CLOUD_EPOCH,
                    "every machine on site was down at once: the cloud is asked before any database writes again");
            return epoch.ending(Cause.FAILOVER);
        }
        if (context.rules.writerLoss.lost(writer, context.hosts(), context.data)) {
            return lost(epoch, writer);
        }
        doubted(writer);
        PlannedMove move = new PlannedMove(context, epoch, writer);
        return move.asked().or(move::offDrainedHost).orElseGet(() -> SyncSetReconfiguration.step(context, epoch));
    }

    /** A writer that does not answer stays, and people are told why. */
    private void doubted(SiteName writer) {
        if (context.rules.writerLoss.silent(writer, context.data)) {
            context.rules
                    .writerLoss
                    .doubt(writer, context.hosts(), context.data)
                    .ifPresent(why -> context.blocked(
                            SafetyRule.WRITER_LOSS, writer + " does not answer and is not taken for lost: " + why));
        }
    }

    private WriterEpoch lost(WriterEpoch epoch, SiteName writer) {
        if (context.failover.paused()) {
            context.blocked(SafetyRule.PAUSE, "paused: " + writer + " stays the writer");
            return epoch;
        }
        if (context.manualFailover()) {
            context.blocked(
                    SafetyRule.MANUAL_MODE, "failover.mode is Manual: " + writer + " is lost; a person has to decide");
            return epoch;
        }
        if (candidates(epoch).possible().isEmpty()) {
            context.blocked(
                    SafetyRule.READ_QUORUM,
                    "no site can be proved to have every acknowledged write (R + W <= N): bring back " + writer
                            + " or another member of the synchronous set");
            return SyncSetReconfiguration.step(context, epoch);
        }
        context.allowed(SafetyRule.WRITER_LOSS, writer + " is lost: epoch " + epoch.epoch() + " is being ended");
        return epoch.ending(Cause.FAILOVER);
    }

    /** The next epoch goes to a site that is proved to have everything, which may be the old writer. */
    private WriterEpoch ending(WriterEpoch epoch) {
        SiteName writer = epoch.writer().orElseThrow();
        if (epoch.cause() != Cause.FAILOVER
                && context.rules.writerLoss.cannotBeTold(writer, context.hosts(), context.data)) {
            return epoch.ending(Cause.FAILOVER);
        }
        if (!inquiry.cloudHasNotTaken(epoch)) {
            context.blocked(
                    SafetyRule.CLOUD_EPOCH,
                    "the cloud has not confirmed that it knows of the end of epoch " + epoch.newestEnded());
            return epoch;
        }
        Optional<SiteName> proved = candidates(epoch).proved();
        if (proved.isEmpty()) {
            context.blocked(
                    SafetyRule.CANDIDATE_CAUGHT_UP,
                    "epoch " + epoch.epoch() + " is being ended; no site is proved to have all of it yet");
            return epoch;
        }
        SiteName to = proved.get();
        long nextEpoch = inquiry.nextEpoch(epoch);
        long version = epoch.newestSet().map(SyncSet::version).orElse(0L) + 1;
        return epoch.granted(
                        nextEpoch,
                        to,
                        epoch.cause(),
                        to.equals(SiteName.CLOUD)
                                ? List.of()
                                : SyncSetReconfiguration.first(context, nextEpoch, version))
                .withRequest(PlannedMove.ended(context, epoch, to, nextEpoch));
    }

    /** The cloud has the writer; the site takes it back when the cloud's database is demoted and a host has everything, inbox included. */
    private WriterEpoch takeBack(WriterEpoch epoch) {
        Optional<PeerClusterStatus> cloud = context.data.peer();
        if (cloud.isEmpty()
                || cloud.get().epoch() != epoch.epoch()
                || !cloud.get().demoted()) {
            return epoch;
        }
        if (!context.rules.inboxDrained.drained(context.data)) {
            context.blocked(SafetyRule.INBOX_DRAINED, "the cloud's database is demoted, but its inbox is not merged");
            return epoch;
        }
        for (SiteName host : context.hosts()) {
            ReplicaStatus replica = context.data.replica(host);
            if (context.rules.timelineMatches.holdsWalOf(replica, epoch.epoch())
                    && context.rules.candidateCaughtUp.withWriter(cloud.get().position(), replica.position())) {
                long next = epoch.epoch() + 1;
                return epoch.granted(next, host, Cause.HAND_BACK, SyncSetReconfiguration.first(context, next, 1));
            }
        }
        context.blocked(
                SafetyRule.CANDIDATE_CAUGHT_UP, "the cloud's database is demoted; no host has all of its WAL yet");
        return epoch;
    }

    private PromotionCandidates candidates(WriterEpoch epoch) {
        return new PromotionCandidates(context, epoch, inquiry.nextEpoch(epoch));
    }
}
