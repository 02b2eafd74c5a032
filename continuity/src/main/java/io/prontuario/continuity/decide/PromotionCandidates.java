package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.model.WriterEpoch.Cause;
import io.prontuario.continuity.rules.CandidateCaughtUp;
import io.prontuario.continuity.rules.DemoteBeforePromote;
import io.prontuario.continuity.rules.FencedMembers;
import io.prontuario.continuity.rules.ReadQuorum;
import io.prontuario.continuity.rules.TimelineMatches;
import io.prontuario.continuity.rules.WitnessWalContiguous;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who can be proved to have everything that the ending epoch acknowledged. */
final class PromotionCandidates {
    private final WriteDecisionContext round;
    private final WriterEpoch ending;
    private final SiteName holder;
    private final long next;
    private final boolean released;

    PromotionCandidates(WriteDecisionContext round, WriterEpoch ending, long next) {
        this.round = round;
        this.ending = ending;
        this.next = next;
        this.holder = ending.holder().orElseThrow();
        this.released =
                DemoteBeforePromote.released(round.guards, round.data.node(holder), ending.epoch(), ending.cause());
    }

    /** The one that is wanted, if it will do, else the first host that does. */
    Optional<SiteName> proved() {
        Optional<SiteName> wanted = ending.wanted();
        if (released
                && wanted.isPresent()
                && TimelineMatches.holdsTheLogOf(round.guards, round.data.node(wanted.get()), ending.epoch())) {
            // a planned change waits for the one it is for, and does not bounce back to who has everything
            return hasAll(round.data.node(wanted.get())) ? wanted : Optional.empty();
        }
        for (SiteName host : inOrder()) {
            ReplicaStatus node = round.data.node(host);
            boolean itself = released && host.equals(holder); // it has all of its epoch, be it that it never took it up
            boolean proved = released ? hasAll(node) : sealedOut(host);
            if (itself || TimelineMatches.holdsTheLogOf(round.guards, node, ending.epoch()) && proved) {
                return Optional.of(host);
            }
        }
        return Optional.empty();
    }

    /** Whether anyone could be proved, once those who answer now are sealed and drained: else nothing is begun. */
    Optional<SiteName> possible() {
        Set<SiteName> answering = new HashSet<>();
        for (SiteName host : round.policy.hosts()) {
            if (!host.equals(holder) && round.data.node(host).answers()) {
                answering.add(host);
            }
        }
        if (round.data.witness().answers() && !round.data.witness().promisedAway(ending.epoch())) {
            answering.add(SyncSet.WITNESS);
        }
        for (SiteName host : round.policy.hosts()) {
            ReplicaStatus node = round.data.node(host);
            if (!host.equals(holder)
                    && TimelineMatches.holdsTheLogOf(round.guards, node, ending.epoch())
                    && ReadQuorum.met(round.guards, ending.inForce(), useful(answering, node))) {
                return Optional.of(host);
            }
        }
        return Optional.empty();
    }

    private List<SiteName> inOrder() {
        List<SiteName> order = new ArrayList<>(4);
        ending.wanted().ifPresent(order::add);
        for (SiteName host : round.policy.hosts()) {
            if (!order.contains(host) && !host.equals(holder)) {
                order.add(host);
            }
        }
        if (released && !holder.equals(SiteName.CLOUD)) {
            order.add(holder);
        }
        return order;
    }

    /** The holder let go; its last position is final. */
    private boolean hasAll(ReplicaStatus candidate) {
        return candidate.position() >= round.data.node(holder).position() || !round.guards.contains(SafetyRule.DRAINED);
    }

    /** Nothing can be acknowledged without those who are sealed, and the candidate has what they have. */
    private boolean sealedOut(SiteName host) {
        if (ending.cause() != Cause.FAILOVER || host.equals(SiteName.CLOUD) || host.equals(holder)) {
            return false;
        }
        Set<SiteName> sealed = FencedMembers.counted(round.guards, round.policy.hosts(), holder, next, round.data);
        if (!sealed.contains(host)) {
            return false;
        }
        ReplicaStatus candidate = round.data.node(host);
        Set<SiteName> counted = useful(sealed, candidate);
        return ReadQuorum.met(round.guards, ending.inForce(), counted)
                && CandidateCaughtUp.complete(round.guards, round.data, counted, candidate.position());
    }

    private Set<SiteName> useful(Set<SiteName> members, ReplicaStatus candidate) {
        Set<SiteName> useful = new HashSet<>();
        for (SiteName member : members) {
            boolean counts = member.equals(SyncSet.WITNESS)
                    ? round.data.witness().epoch() == ending.epoch()
                            && WitnessWalContiguous.counts(round.guards, round.data.witness(), candidate.position())
                    : TimelineMatches.holdsTheLogOf(round.guards, round.data.node(member), ending.epoch());
            if (counts) {
                useful.add(member);
            }
        }
        return useful;
    }
}
