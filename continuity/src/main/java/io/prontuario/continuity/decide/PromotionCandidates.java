package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.model.WriterEpoch.Cause;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which site is proved to have everything that the ending epoch acknowledged. */
final class PromotionCandidates {
    private final WriteDecisionContext context;
    private final WriterEpoch ending;
    private final SiteName writer;
    private final long next;
    private final boolean demoted;

    /** @param next the epoch to come */
    PromotionCandidates(WriteDecisionContext context, WriterEpoch ending, long next) {
        this.context = context;
        this.ending = ending;
        this.next = next;
        this.writer = ending.writer().orElseThrow();
        this.demoted = context.rules.demoteBeforePromote.demoted(context.data.replica(writer), ending.epoch());
    }

    /** The target of a planned change if it is proved, else the first host that is. */
    Optional<SiteName> proved() {
        Optional<SiteName> target = ending.change().target();
        if (demoted && target.isPresent() && holdsWal(context.data.replica(target.get()))) {
            // a planned change waits for its target, and does not go back to a site that has everything already
            return hasAll(context.data.replica(target.get())) ? target : Optional.empty();
        }
        for (SiteName host : inOrder()) {
            ReplicaStatus replica = context.data.replica(host);
            boolean itself = demoted && host.equals(writer); // it has all of its epoch, even if it never began to write
            boolean proved = demoted ? hasAll(replica) : fencedOut(host);
            if (itself || holdsWal(replica) && proved) {
                return Optional.of(host);
            }
        }
        return Optional.empty();
    }

    /** Whether any site could be proved once those that answer now are fenced and caught up: else the epoch is not ended. */
    Optional<SiteName> possible() {
        Set<SiteName> answering = new HashSet<>();
        for (SiteName host : context.hosts()) {
            if (!host.equals(writer) && context.data.replica(host).answers()) {
                answering.add(host);
            }
        }
        if (context.data.witness().answers() && !context.data.witness().givenToCloudAfter(ending.epoch())) {
            answering.add(SyncSet.WITNESS);
        }
        for (SiteName host : context.hosts()) {
            ReplicaStatus replica = context.data.replica(host);
            if (!host.equals(writer)
                    && holdsWal(replica)
                    && context.rules.readQuorum.met(ending.activeSyncSets(), useful(answering, replica))) {
                return Optional.of(host);
            }
        }
        return Optional.empty();
    }

    private List<SiteName> inOrder() {
        List<SiteName> order = new ArrayList<>(4);
        ending.change().target().ifPresent(order::add);
        addOthers(order, false);
        addOthers(order, true); // a drained host is well: better than none
        if (demoted && !writer.equals(SiteName.CLOUD)) {
            order.add(writer);
        }
        return order;
    }

    private void addOthers(List<SiteName> order, boolean drained) {
        for (SiteName host : context.hosts()) {
            boolean isDrained = context.site(host).admission() == Admission.DRAINED;
            if (!order.contains(host) && !host.equals(writer) && isDrained == drained) {
                order.add(host);
            }
        }
    }

    private boolean holdsWal(ReplicaStatus replica) {
        return context.rules.timelineMatches.holdsWalOf(replica, ending.epoch());
    }

    /** The writer was demoted; its last position is final. */
    private boolean hasAll(ReplicaStatus candidate) {
        return context.rules.candidateCaughtUp.withWriter(
                context.data.replica(writer).position(), candidate.position());
    }

    /** No write can be acknowledged without the fenced members, and the candidate has what they have. */
    private boolean fencedOut(SiteName host) {
        if (ending.cause() != Cause.FAILOVER || host.equals(SiteName.CLOUD) || host.equals(writer)) {
            return false;
        }
        Set<SiteName> fenced = context.rules.fencedMembers.counted(context.hosts(), writer, next, context.data);
        if (!fenced.contains(host)) {
            return false;
        }
        ReplicaStatus candidate = context.data.replica(host);
        Set<SiteName> counted = useful(fenced, candidate);
        return context.rules.readQuorum.met(ending.activeSyncSets(), counted)
                && context.rules.candidateCaughtUp.withMembers(context.data, counted, candidate.position());
    }

    /** Those members whose WAL the candidate can replay. */
    private Set<SiteName> useful(Set<SiteName> members, ReplicaStatus candidate) {
        Set<SiteName> useful = new HashSet<>();
        for (SiteName member : members) {
            boolean counts = member.equals(SyncSet.WITNESS)
                    ? context.data.witness().epoch() == ending.epoch()
                            && context.rules.witnessWal.counts(context.data.witness(), candidate.position())
                    : holdsWal(context.data.replica(member));
            if (counts) {
                useful.add(member);
            }
        }
        return useful;
    }
}
