package io.prontuario.simulator;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.Decision;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.PersistedState;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.State;
import io.prontuario.continuity.model.WriteDecision;
import io.prontuario.continuity.model.WriterEpoch;
import java.time.Instant;
import java.util.Optional;

/** What operator replicas do in a round: quorum, lease, decision, record, act. */
final class OperatorRounds {
    private final World world;
    private final Deciders deciders;
    private final Watcher watcher;
    private final ActionDelivery delivery;
    /** What each side's API server holds: the last recorded state. */
    private State onsiteRecord;

    private State cloudRecord;
    private WriterEpoch onsiteWriter = WriterEpoch.vacant();
    private WriterEpoch cloudWriter = WriterEpoch.vacant();
    private int leader = -1;
    private long leaseUntil;
    private long term;

    OperatorRounds(World world, Deciders deciders, Watcher watcher, ActionDelivery delivery) {
        this.world = world;
        this.deciders = deciders;
        this.watcher = watcher;
        this.delivery = delivery;
        this.onsiteRecord = deciders.failover().initial(world.settings.policy(OperatorRole.ONSITE), World.time(0));
        this.cloudRecord = deciders.failover().initial(world.settings.policy(OperatorRole.CLOUD), World.time(0));
    }

    State record(boolean onsite) {
        return onsite ? onsiteRecord : cloudRecord;
    }

    /** What each side has recorded about the writer. */
    WriterEpoch writer(boolean onsite) {
        return onsite ? onsiteWriter : cloudWriter;
    }

    /** The on-site replica that leads, or nothing while none does. */
    Optional<Replica> leader() {
        return leader < 0 ? Optional.empty() : Optional.of(world.replicas[leader]);
    }

    /** The process ended: it starts with nothing in memory. */
    void forget(Replica replica, long now) {
        replica.forget(deciders.failover().initial(replica.policy, world.wall(replica, now)));
        replica.ableSince = now;
    }

    /** A poll of the databases is over: a leader decides at once when it says anything new, and while it waits for positions. */
    void roundOnNews(Replica replica, long now) {
        boolean waits = onsiteWriter.phase() == WriterEpoch.Phase.ENDING
                || onsiteWriter.activeSyncSets().size() > 1;
        if (replica.leads && (waits || replica.data.hasNews())) {
            round(replica, now);
        }
    }

    void round(Replica replica, long now) {
        if (!world.works(replica)) {
            replica.ableSince = now;
            return;
        }
        Instant wall = world.wall(replica, now);
        boolean restored = false;
        if (replica.onsite) {
            boolean quorum = reachesQuorum(replica);
            if (!quorum) {
                replica.ableSince = now;
            }
            if (quorum && (leader == replica.index || now >= leaseUntil)) {
                restored = lead(replica, now, wall);
            } else if (leader != replica.index) {
                replica.leads = false;
            }
            if (!replica.leads || !quorum) {
                replica.state = deciders.failover().observe(replica.policy, replica.state, replica.observation(), wall);
                return;
            }
        } else if (!replica.leads) {
            replica.leads = true;
            restored = true;
            replica.state =
                    deciders.failover().restore(replica.policy, PersistedState.of(cloudRecord), replica.state, wall);
        }
        if (replica.blind > 0) {
            replica.ableSince = now;
        }
        decide(replica, now, wall, restored);
    }

    /** Takes or renews the lease; true when this replica begins to lead. */
    private boolean lead(Replica replica, long now, Instant wall) {
        leaseUntil = now + world.settings.lease();
        if (leader == replica.index && replica.leads) {
            return false;
        }
        leader = replica.index;
        replica.leads = true;
        replica.term = ++term;
        replica.ableSince = now;
        replica.state = deciders.failover()
                .restore(world.requests.on(replica.policy), PersistedState.of(onsiteRecord), replica.state, wall);
        return true;
    }

    private boolean reachesQuorum(Replica replica) {
        if (!world.settings.stretched()) {
            return world.machines.runs(world.nodes.edge()) && !world.network.isCut(replica.node, world.nodes.edge());
        }
        int members = 0;
        for (int node = 0; node <= world.nodes.edge(); node++) {
            if (world.machines.runs(node) && (node == replica.node || !world.network.isCut(replica.node, node))) {
                members++;
            }
        }
        return members > (world.nodes.edge() + 1) / 2;
    }

    private void decide(Replica replica, long now, Instant wall, boolean restored) {
        Observation observation = replica.observation();
        State before = replica.state;
        boolean asked = now >= world.settings.pausedFrom();
        OperatorRole role = replica.onsite ? OperatorRole.ONSITE : OperatorRole.CLOUD;
        Policy policy = asked ? replica.policy : world.settings.policyBefore(role);
        policy = replica.onsite ? world.requests.on(policy) : policy;
        Decision decision = deciders.failover().decide(policy, before, observation, wall);
        WriterEpoch writerBefore = writer(replica.onsite);
        DatabaseObservation databases = replica.data.observation(!replica.onsite || reachesQuorum(replica));
        WriteDecision writes = deciders.writer()
                .decide(
                        asked ? world.settings.writePolicy() : world.settings.writePolicyBefore(),
                        decision.outcome(),
                        writerBefore,
                        databases,
                        wall);
        replica.state = decision.next();
        if (replica.onsite) {
            onsiteRecord = decision.next();
            onsiteWriter = writes.next();
        } else {
            cloudRecord = decision.next();
            cloudWriter = writes.next();
        }
        watcher.decided(new DecisionEvent(
                replica,
                now,
                restored,
                new DecisionEvent.Failover(policy, before, observation, wall, decision),
                new DecisionEvent.Writer(writerBefore, databases, writes),
                world));
        if (replica.onsite) {
            delivery.deliver(replica, decision, writes, now);
            if (!writes.next().equals(writerBefore)) {
                world.polls.again(replica, now);
            }
        }
    }
}
