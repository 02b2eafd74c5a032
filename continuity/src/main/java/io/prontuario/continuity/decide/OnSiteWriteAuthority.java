package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.DatabaseObservation.PeerClusterStatus;
import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;
import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriteAction;
import io.prontuario.continuity.model.WritePolicy.Request;
import io.prontuario.continuity.model.WritePolicy.Verb;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.model.WriterEpoch.Cause;
import io.prontuario.continuity.model.WriterEpoch.PeerInquiry;
import io.prontuario.continuity.model.WriterEpoch.Phase;
import io.prontuario.continuity.rules.CandidateCaughtUp;
import io.prontuario.continuity.rules.CloudEpoch;
import io.prontuario.continuity.rules.InboxDrained;
import io.prontuario.continuity.rules.ManualMode;
import io.prontuario.continuity.rules.PauseRule;
import io.prontuario.continuity.rules.PlannedChange;
import io.prontuario.continuity.rules.ReadQuorum;
import io.prontuario.continuity.rules.TimelineMatches;
import io.prontuario.continuity.rules.WriterLoss;
import java.util.List;
import java.util.Optional;

/** The write right as the site's operator decides it. */
final class OnSiteWriteAuthority {
    private final WriteDecisionContext round;

    OnSiteWriteAuthority(WriteDecisionContext round) {
        this.round = round;
    }

    WriterEpoch judge() {
        WriterEpoch right = heard(round.before);
        WriterEpoch next =
                switch (right.phase()) {
                    case VACANT -> first(right);
                    case HELD -> right.heldBy(SiteName.CLOUD) ? takeBack(right) : held(right);
                    case CLOSING -> closing(right);
                };
        next = sealing(asking(right, next));
        tell(next);
        return next;
    }

    /** The cloud holds a newer epoch than the newest known here. */
    private WriterEpoch heard(WriterEpoch right) {
        Optional<PeerClusterStatus> cloud = round.data.otherSide();
        return cloud.isPresent() && cloud.get().holds() && cloud.get().epoch() > right.epoch()
                ? right.granted(cloud.get().epoch(), SiteName.CLOUD, Cause.DISASTER, List.of())
                : right;
    }

    /** The first epoch goes to the preferred host, and only while no database knows of an earlier one. */
    private WriterEpoch first(WriterEpoch right) {
        for (SiteName host : round.policy.hosts()) {
            if (round.data.node(host).epoch() > 0) {
                round.held(
                        TimelineMatches.class,
                        host + " holds an epoch that is not on record: restore the status or ask people");
                return right;
            }
        }
        for (SiteName host : round.policy.hosts()) {
            if (round.data.node(host).answers() && round.site(host).health() == Health.HEALTHY) {
                return right.granted(1, host, Cause.FIRST, List.of(SyncSet.any(1, java.util.Set.of())));
            }
        }
        return right;
    }

    private WriterEpoch held(WriterEpoch right) {
        SiteName holder = right.holder().orElseThrow();
        if (round.data.node(holder).answers() && mayBeGone(right)) {
            if (round.around.paused()) {
                round.held(PauseRule.class, "paused: " + holder + " is not told to write, and nothing else is begun");
                return right;
            }
            round.held(
                    CloudEpoch.class,
                    "everything on site was down at once: the cloud is asked before anyone writes again");
            return right.closing(Cause.FAILOVER, Optional.empty(), right.request());
        }
        if (WriterLoss.judge(round.guards, holder, round.site(holder), round.data)) {
            return lost(right, holder);
        }
        Optional<Request> request = round.writing.request();
        if (request.isPresent() && !request.get().id().equals(right.request())) {
            return planned(right, holder, request.get());
        }
        return SyncSetReconfiguration.step(round, right);
    }

    private WriterEpoch lost(WriterEpoch right, SiteName holder) {
        if (round.around.paused()) {
            round.held(PauseRule.class, "paused: the write right stays with " + holder);
            return right;
        }
        if (round.around.manual()) {
            round.held(ManualMode.class, "failover.mode is Manual: " + holder + " is lost; a person has to decide");
            return right;
        }
        if (new PromotionCandidates(round, right, next(right)).possible().isEmpty()) {
            round.held(
                    ReadQuorum.class,
                    "nobody can be proved to have every acknowledged write (R + W <= N): bring " + holder
                            + " or another member of the synchronous set back");
            return SyncSetReconfiguration.step(round, right);
        }
        round.allowed(WriterLoss.class, holder + " is lost: epoch " + right.epoch() + " is being ended");
        return right.closing(Cause.FAILOVER, Optional.empty(), right.request());
    }

    private WriterEpoch planned(WriterEpoch right, SiteName holder, Request request) {
        if (round.around.paused()) {
            round.held(PauseRule.class, "paused: " + request.id() + " waits");
            return right;
        }
        Optional<String> refusal = request.to().equals(holder)
                ? Optional.of(holder + " holds the write right already")
                : PlannedChange.refusal(round.guards, right, request, round.data, round.around.damped(), round.now);
        if (refusal.isPresent()) {
            round.held(PlannedChange.class, request.id() + " is refused: " + refusal.get());
            return right.withRequest(request.id());
        }
        Cause cause = request.to().equals(SiteName.CLOUD)
                ? Cause.HAND_OVER
                : request.verb() == Verb.DRILL ? Cause.DRILL : Cause.SWITCHOVER;
        return right.closing(cause, Optional.of(request.to()), request.id())
                .asking(new PeerInquiry(
                        right.epoch(), holder, round.data.node(holder).boot()));
    }

    /** Forward only: whoever is proved to have everything is granted the next epoch, be it the old holder. */
    private WriterEpoch closing(WriterEpoch right) {
        SiteName holder = right.holder().orElseThrow();
        if (right.cause() != Cause.FAILOVER && WriterLoss.judge(round.guards, holder, round.site(holder), round.data)) {
            return right.closing(Cause.FAILOVER, Optional.empty(), right.request());
        }
        if (!cleared(right)) {
            round.held(CloudEpoch.class, "the cloud has not said that it knows of epoch " + right.over() + "'s end");
            return right;
        }
        Optional<SiteName> proved = new PromotionCandidates(round, right, next(right)).proved();
        if (proved.isEmpty()) {
            round.held(
                    CandidateCaughtUp.class,
                    "epoch " + right.epoch() + " is being ended; nobody is proved to have all of it yet");
            return right;
        }
        SiteName to = proved.get();
        long version = right.newestSet().map(SyncSet::version).orElse(0L) + 1;
        return right.granted(
                next(right),
                to,
                right.cause(),
                to.equals(SiteName.CLOUD) ? List.of() : SyncSetReconfiguration.first(round, next(right), version));
    }

    /** The cloud holds the right; home it comes when the cloud has let go and a host has everything, the inbox included. */
    private WriterEpoch takeBack(WriterEpoch right) {
        Optional<PeerClusterStatus> cloud = round.data.otherSide();
        if (cloud.isEmpty()
                || cloud.get().epoch() != right.epoch()
                || !cloud.get().released()) {
            return right;
        }
        if (!InboxDrained.merged(round.guards, round.data)) {
            round.held(InboxDrained.class, "the cloud has let go, but its inbox is not merged");
            return right;
        }
        for (SiteName host : round.policy.hosts()) {
            ReplicaStatus node = round.data.node(host);
            boolean all = node.position() >= cloud.get().position() || !round.guards.contains(SafetyRule.DRAINED);
            if (TimelineMatches.holdsTheLogOf(round.guards, node, right.epoch()) && all) {
                return right.granted(
                        right.epoch() + 1,
                        host,
                        Cause.HAND_BACK,
                        SyncSetReconfiguration.first(round, right.epoch() + 1, 1));
            }
        }
        round.held(CandidateCaughtUp.class, "the cloud has let go; no host has all of its log yet");
        return right;
    }

    /** Whether the cloud cannot hold what comes after this epoch. */
    private boolean cleared(WriterEpoch right) {
        return !mayBeGone(right) || CloudEpoch.ranSince(right, round.data) || CloudEpoch.cleared(right, round.data);
    }

    /**
     * The cloud is asked with a number that it was never told before, once for every time that everything may have been down: what
     * it knew already, people may have approved of meanwhile.
     */
    private WriterEpoch asking(WriterEpoch before, WriterEpoch next) {
        if (next.phase() != Phase.CLOSING || !mayBeGone(next) || CloudEpoch.asked(next, round.data)) {
            return next;
        }
        long over = before.phase() == Phase.CLOSING ? before.over() + 1 : next.epoch();
        for (SiteName host : round.policy.hosts()) {
            ReplicaStatus node = round.data.node(host);
            if (node.answers()) {
                return next.asking(new PeerInquiry(over, host, node.boot()));
            }
        }
        return next;
    }

    /** What members are about to be told is on record first: the operator after this one may not see who has heard it. */
    private WriterEpoch sealing(WriterEpoch next) {
        return next.phase() == Phase.CLOSING && next.cause() == Cause.FAILOVER ? next.sealing(next(next)) : next;
    }

    /**
     * Whether the cloud might hold it: then the holder is not told to write either. An epoch that the cloud was asked about is not
     * doubted because its holder has not begun yet, while the host that ran when it was asked has not restarted.
     */
    private boolean mayBeGone(WriterEpoch right) {
        boolean ran = right.phase() == Phase.HELD && CloudEpoch.asked(right, round.data);
        boolean writes = ran || round.data.node(right.holder().orElseThrow()).writes();
        return CloudEpoch.mayBeGone(round.guards, round.writing, round.data, right.epoch(), writes);
    }

    /** Above what is over, not below what anyone is sealed to or was told to be, and above what was promised to the cloud. */
    private long next(WriterEpoch right) {
        long next = Math.max(right.over() + 1, right.sealing());
        for (SiteName host : round.policy.hosts()) {
            next = Math.max(next, round.data.node(host).sealed());
        }
        if (!round.data.witness().promisedAway(right.epoch())) {
            return Math.max(next, round.data.witness().sealed());
        }
        return cleared(right) ? Math.max(next, round.data.witness().sealed() + 1) : next;
    }

    private void tell(WriterEpoch next) {
        Optional<SiteName> holder = next.holder();
        if (holder.isEmpty()) {
            return;
        }
        long epoch = next.epoch();
        switch (next.phase()) {
            case VACANT -> {}
            case HELD -> {
                if (!holder.get().equals(SiteName.CLOUD)
                        && !(mayBeGone(next) && next.epoch() == round.before.epoch())) {
                    round.actions.add(new WriteAction.Promote(
                            holder.get(),
                            epoch,
                            next.newestSet().orElseThrow(),
                            round.data.node(holder.get()).boot()));
                    round.actions.add(new WriteAction.Follow(SyncSet.WITNESS, epoch, holder.get()));
                }
                for (SiteName host : round.policy.hosts()) {
                    if (!host.equals(holder.get())) {
                        round.actions.add(new WriteAction.Follow(host, epoch, holder.get()));
                    }
                }
                round.actions.add(new WriteAction.RouteWrites(holder, epoch));
            }
            case CLOSING -> {
                round.actions.add(new WriteAction.RouteWrites(Optional.empty(), next.over()));
                round.actions.add(new WriteAction.Demote(holder.get(), epoch));
                if (next.cause() == Cause.FAILOVER) {
                    round.actions.add(new WriteAction.PowerOff(holder.get(), epoch));
                    round.actions.add(new WriteAction.Fence(SyncSet.WITNESS, next.sealing()));
                }
                for (SiteName host : round.policy.hosts()) {
                    if (!host.equals(holder.get())) {
                        if (next.cause() == Cause.FAILOVER) {
                            round.actions.add(new WriteAction.Fence(host, next.sealing()));
                        }
                        round.actions.add(new WriteAction.CatchUp(host, next(next)));
                    }
                }
            }
        }
    }
}
