package io.prontuario.simulator;

import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriteAction;

/**
 * Carries one decision's orders to databases, witness and front doors, as far as the network lets each through: the answer is
 * whether it arrived. What its receiver makes of it is the receiver's business.
 */
final class WriteActionDelivery implements WriteAction.Executor<Boolean> {
    /** Until a database whose log parts from its new holder's has been rewound. */
    private static final long REWINDS = 10_000;

    private final World world;
    private final Databases databases;
    private final Replica sender;
    private final long now;

    WriteActionDelivery(World world, Replica sender, long now) {
        this.world = world;
        this.databases = world.databases;
        this.sender = sender;
        this.now = now;
    }

    private boolean reaches(int host) {
        return world.network.roundTrip(sender.node, host, now, ActionDelivery.ORDER_TIMEOUT)
                && !world.machines.agentIsDead(host)
                && databases.answers(host, now);
    }

    private boolean reachesWitness() {
        return world.network.roundTrip(sender.node, databases.witness.node, now, ActionDelivery.ORDER_TIMEOUT)
                && world.machines.runs(databases.witness.node);
    }

    private int host(SiteName site) {
        return world.nodes.names().indexOf(site);
    }

    @Override
    public Boolean promote(WriteAction.Promote promote) {
        int host = host(promote.site());
        if (!reaches(host)) {
            return false;
        }
        databases.hosts[host].granted(promote.epoch(), promote.set(), promote.boot(), now);
        return true;
    }

    @Override
    public Boolean follow(WriteAction.Follow follow) {
        int at = host(follow.writer());
        if (at < 0) {
            return false; // the cloud's log has another way
        }
        Database holder = databases.hosts[at];
        boolean writes = holder.writing && holder.epoch == follow.epoch() && databases.answers(at, now);
        if (follow.member().equals(SyncSet.WITNESS)) {
            Witness witness = databases.witness;
            boolean arrives = reachesWitness() && writes && !world.network.isCut(at, witness.node);
            if (arrives && witness.mayFollow(follow.epoch())) {
                witness.follow(follow.epoch(), shared(witness, holder), holder.position);
            }
            return arrives;
        }
        int host = host(follow.member());
        boolean arrives = reaches(host) && writes && !world.network.isCut(host, at);
        Database copy = databases.hosts[host];
        if (arrives && copy.mayFollow(follow.epoch())) {
            copy.follow(follow.epoch(), shared(copy, holder), now + REWINDS);
        }
        return arrives;
    }

    private long shared(WalReplica copy, WalReplica holder) {
        return databases.lineage.shared(copy.epoch, copy.position, holder.epoch, holder.position);
    }

    @Override
    public Boolean fence(WriteAction.Fence fence) {
        if (fence.member().equals(SyncSet.WITNESS)) {
            boolean arrives = reachesWitness();
            if (arrives) {
                databases.witness.seal(fence.epoch());
            }
            return arrives;
        }
        int host = host(fence.member());
        boolean arrives = reaches(host);
        if (arrives) {
            databases.hosts[host].seal(fence.epoch());
        }
        return arrives;
    }

    @Override
    public Boolean demote(WriteAction.Demote demote) {
        int host = host(demote.site());
        boolean arrives = host >= 0 && reaches(host);
        if (arrives) {
            databases.hosts[host].release(demote.epoch());
        }
        return arrives;
    }

    /** The candidate fetches the WAL that it lacks from the fenced witness; only of the same log, and only without a gap. */
    @Override
    public Boolean catchUp(WriteAction.CatchUp catchUp) {
        int host = host(catchUp.site());
        Witness witness = databases.witness;
        if (!reaches(host)
                || !world.machines.runs(witness.node)
                || !world.network.roundTrip(host, witness.node, now, ActionDelivery.ORDER_TIMEOUT)) {
            return false;
        }
        Database candidate = databases.hosts[host];
        if (witness.fencedBelow >= catchUp.epoch()
                && witness.epoch == candidate.epoch
                && witness.from <= candidate.position) {
            candidate.position = Math.max(candidate.position, witness.position);
        }
        return true;
    }

    /** No fencing device: nothing here may rely on one. */
    @Override
    public Boolean powerOff(WriteAction.PowerOff powerOff) {
        return false;
    }

    @Override
    public Boolean routeWrites(WriteAction.RouteWrites route) {
        boolean everywhere = true;
        int holder = route.writer().map(this::host).orElse(-1);
        for (int box = 0; box < world.nodes.boxes(); box++) {
            boolean arrives = world.machines.runs(box)
                    && !world.machines.agentIsDead(box)
                    && world.network.roundTrip(sender.node, box, now, ActionDelivery.ORDER_TIMEOUT);
            if (arrives) {
                databases.route(box, holder, route.epoch(), sender.term);
            }
            everywhere &= arrives;
        }
        return everywhere;
    }
}
