package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.DataSeen.NodeSeen;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriteRight;
import io.prontuario.continuity.model.WriteRight.Cause;
import io.prontuario.continuity.rules.Drained;
import io.prontuario.continuity.rules.GapFree;
import io.prontuario.continuity.rules.Guard;
import io.prontuario.continuity.rules.ReadQuorum;
import io.prontuario.continuity.rules.ReleasedFirst;
import io.prontuario.continuity.rules.Revalidated;
import io.prontuario.continuity.rules.SealedMembers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who can be proved to have everything that the ending epoch acknowledged. */
final class Candidates {
    private final WriteRound round;
    private final WriteRight ending;
    private final SiteName holder;
    private final long next;
    private final boolean released;

    Candidates(WriteRound round, WriteRight ending, long next) {
        this.round = round;
        this.ending = ending;
        this.next = next;
        this.holder = ending.holder().orElseThrow();
        this.released = ReleasedFirst.released(round.guards, round.data.node(holder), ending.epoch(), ending.cause());
    }

    /** The one that is wanted, if it will do, else the first host that does. */
    Optional<SiteName> proved() {
        Optional<SiteName> wanted = ending.wanted();
        if (released
                && wanted.isPresent()
                && Revalidated.holdsTheLogOf(round.guards, round.data.node(wanted.get()), ending.epoch())) {
            // a planned change waits for the one it is for, and does not bounce back to who has everything
            return hasAll(round.data.node(wanted.get())) ? wanted : Optional.empty();
        }
        for (SiteName host : inOrder()) {
            NodeSeen node = round.data.node(host);
            boolean itself = released && host.equals(holder); // it has all of its epoch, be it that it never took it up
            boolean proved = released ? hasAll(node) : sealedOut(host);
            if (itself || Revalidated.holdsTheLogOf(round.guards, node, ending.epoch()) && proved) {
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
            NodeSeen node = round.data.node(host);
            if (!host.equals(holder)
                    && Revalidated.holdsTheLogOf(round.guards, node, ending.epoch())
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
    private boolean hasAll(NodeSeen candidate) {
        return candidate.position() >= round.data.node(holder).position() || !round.guards.contains(Guard.DRAINED);
    }

    /** Nothing can be acknowledged without those who are sealed, and the candidate has what they have. */
    private boolean sealedOut(SiteName host) {
        if (ending.cause() != Cause.FAILOVER || host.equals(SiteName.CLOUD) || host.equals(holder)) {
            return false;
        }
        Set<SiteName> sealed = SealedMembers.counted(round.guards, round.policy.hosts(), holder, next, round.data);
        if (!sealed.contains(host)) {
            return false;
        }
        NodeSeen candidate = round.data.node(host);
        Set<SiteName> counted = useful(sealed, candidate);
        return ReadQuorum.met(round.guards, ending.inForce(), counted)
                && Drained.complete(round.guards, round.data, counted, candidate.position());
    }

    private Set<SiteName> useful(Set<SiteName> members, NodeSeen candidate) {
        Set<SiteName> useful = new HashSet<>();
        for (SiteName member : members) {
            boolean counts = member.equals(SyncSet.WITNESS)
                    ? round.data.witness().epoch() == ending.epoch()
                            && GapFree.counts(round.guards, round.data.witness(), candidate.position())
                    : Revalidated.holdsTheLogOf(round.guards, round.data.node(member), ending.epoch());
            if (counts) {
                useful.add(member);
            }
        }
        return useful;
    }
}
