package io.prontuario.simulator;

import io.prontuario.continuity.model.Action;
import io.prontuario.continuity.model.Decision;
import io.prontuario.continuity.model.WriteAction;
import io.prontuario.continuity.model.WriteDecision;
import java.util.List;

/** Carries a leader's actions out, as far as the network lets it. */
final class ActionDelivery {
    /** How long an agent is waited for, in milliseconds. */
    static final long ORDER_TIMEOUT = 2000;

    private final World world;
    private final ProbeEngine probing;

    ActionDelivery(World world, ProbeEngine probing) {
        this.world = world;
        this.probing = probing;
    }

    /** Sends each action to whom it concerns, if a message there and back gets through. */
    void deliver(Replica replica, Decision decision, WriteDecision writes, long now) {
        List<Action> actions = decision.actions();
        for (int i = 0; i < actions.size(); i++) {
            Action action = actions.get(i);
            if (action instanceof Action.Admit admit) {
                int host = world.settings.policy().hosts().indexOf(admit.site());
                if (world.network.roundTrip(replica.node, host, now, ORDER_TIMEOUT)
                        && world.machines.runs(host)
                        && probing.bootId(host).equals(admit.bootId())) {
                    world.machines.latchedBoot[host] = world.machines.boot[host];
                }
            } else if (action instanceof Action.Route route) {
                replica.beats++;
                for (int box = 0; box < world.nodes.boxes(); box++) {
                    if (world.machines.runs(box) && world.network.roundTrip(replica.node, box, now, ORDER_TIMEOUT)) {
                        world.frontDoors.route(
                                box,
                                route.admitted(),
                                replica.term,
                                decision.next().epoch());
                        world.frontDoors.beat(
                                box,
                                (replica.term << 32) + replica.beats,
                                decision.next().mode(),
                                decision.next().epoch());
                    }
                }
            }
        }
        WriteActionDelivery executor = new WriteActionDelivery(world, replica, now);
        for (WriteAction action : writes.actions()) {
            action.carryOut(executor);
        }
    }
}
