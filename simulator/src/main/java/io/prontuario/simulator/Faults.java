package io.prontuario.simulator;

import io.prontuario.continuity.model.PlannedChangeKind;
import java.util.function.IntConsumer;

/** Carries faults out on a world, and takes them back. */
final class Faults {
    private Faults() {}

    static void begin(World world, Fault fault, long now) {
        switch (fault.kind()) {
            case KILL -> nodes(world, fault.node(), node -> {
                world.machines.kill(node, now);
                onNode(world, node, replica -> world.forget(world.replicas[replica], now));
            });
            case FREEZE -> nodes(world, fault.node(), node -> world.machines.freeze(node, 1, now));
            case UNREADY -> hosts(world, fault.node(), host -> world.machines.unready(host, 1, now));
            case SLOW -> nodes(world, fault.node(), node -> world.machines.slow(node, 1, now));
            case CUT, CUT_ONE_WAY, DELAY -> link(world, fault, 1, now);
            case BLIND -> world.replicas[fault.node()].blind++;
            case CRASH -> {
                world.replicas[fault.node()].crashed++;
                world.forget(world.replicas[fault.node()], now);
            }
            case CLOCK -> world.machines.clock[fault.node()] += fault.length();
            case AGENT -> hosts(world, fault.node(), host -> world.machines.agent(host, 1));
            case SWITCHOVER -> ask(world, fault, PlannedChangeKind.SWITCHOVER, now);
            case DRILL -> ask(world, fault, PlannedChangeKind.DRILL, now);
        }
    }

    static void end(World world, Fault fault, long now) {
        switch (fault.kind()) {
            case KILL -> nodes(world, fault.node(), node -> world.machines.start(node, now));
            case FREEZE -> nodes(world, fault.node(), node -> world.machines.freeze(node, -1, now));
            case UNREADY -> hosts(world, fault.node(), host -> world.machines.unready(host, -1, now));
            case SLOW -> nodes(world, fault.node(), node -> world.machines.slow(node, -1, now));
            case CUT, CUT_ONE_WAY, DELAY -> link(world, fault, -1, now);
            case AGENT -> hosts(world, fault.node(), host -> world.machines.agent(host, -1));
            case BLIND -> world.replicas[fault.node()].blind--;
            case CRASH -> world.replicas[fault.node()].crashed--;
            case CLOCK -> {
                // a jumped clock stays where it is
            }
            case SWITCHOVER, DRILL -> world.requests.takeOff(fault);
        }
    }

    private static void ask(World world, Fault fault, PlannedChangeKind verb, long now) {
        world.requests.ask(fault, verb, world.nodes.site(fault.node()), World.time(now + fault.length()));
    }

    private static void link(World world, Fault fault, int by, long now) {
        if (fault.other() != Nodes.SITE) {
            linkPair(world, fault, fault.node(), fault.other(), by, now);
            return;
        }
        for (int node = 0; node <= world.nodes.edge(); node++) {
            linkPair(world, fault, fault.node(), node, by, now);
        }
    }

    private static void linkPair(World world, Fault fault, int a, int b, int by, long now) {
        if (fault.kind() == Fault.Kind.DELAY) {
            world.network.slow(a, b, by, now);
            return;
        }
        world.network.cut(a, b, by, now);
        if (fault.kind() == Fault.Kind.CUT) {
            world.network.cut(b, a, by, now);
        }
    }

    private static void nodes(World world, int node, IntConsumer each) {
        if (node < world.nodes.count()) {
            each.accept(node);
            return;
        }
        int last = node == Nodes.SITE ? world.nodes.edge() : world.nodes.hosts() - 1;
        for (int one = 0; one <= last; one++) {
            each.accept(one);
        }
    }

    private static void hosts(World world, int node, IntConsumer each) {
        for (int host = 0; host < world.nodes.hosts(); host++) {
            if (node == Nodes.ALL_HOSTS || node == host) {
                each.accept(host);
            }
        }
        if (node == world.nodes.cloud()) {
            each.accept(node);
        }
    }

    private static void onNode(World world, int node, IntConsumer each) {
        for (Replica replica : world.replicas) {
            if (replica.node == node) {
                each.accept(replica.index);
            }
        }
    }
}
