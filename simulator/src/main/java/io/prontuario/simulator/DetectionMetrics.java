package io.prontuario.simulator;

import io.prontuario.continuity.model.CloudRole;
import java.util.Arrays;

/** Whether every true death was acted on in time, by the operator and by the front doors' own checks. */
final class DetectionMetrics implements Watcher {
    private final long decisionBound;
    private final long routeBound;
    private final boolean[] missedByOperator = new boolean[8];
    private final boolean[] missedByFrontDoors = new boolean[8];
    long deaths;
    long missed;
    long missedRoutes;

    DetectionMetrics(Settings settings) {
        decisionBound = settings.fallBound()
                + settings.lease()
                + 2 * settings.policy().thresholds().interval().toMillis();
        routeBound = settings.routes().fallBound() + settings.clientEvery();
    }

    @Override
    public void fault(World world, Fault fault, long now) {
        if (fault.kind() != Fault.Kind.KILL) {
            return;
        }
        if (fault.node() < world.nodes.hosts()) {
            deaths++;
            missedByOperator[fault.node()] = false;
            missedByFrontDoors[fault.node()] = false;
        } else if (fault.node() == Nodes.ALL_HOSTS || fault.node() == Nodes.SITE) {
            deaths += world.nodes.hosts();
            Arrays.fill(missedByOperator, false);
            Arrays.fill(missedByFrontDoors, false);
        }
    }

    @Override
    public void client(World world, long now, int site) {
        for (int host = 0; host < world.nodes.hosts(); host++) {
            if (world.machines.dead(host)) {
                operator(world, host, now);
                frontDoors(world, host, now);
            }
        }
    }

    private void operator(World world, int host, long now) {
        if (missedByOperator[host]
                || !world.settings.policy().automation().failover()
                || world.settings.policy().requests().pause().isPresent()) {
            return;
        }
        boolean leaderAble = world.leader().isPresent()
                && world.machines.runs(world.leader().get().node)
                && now - world.leader().get().ableSince > decisionBound;
        if (leaderAble
                && world.machines.deadFor(host, now, decisionBound)
                && world.record(true).site(world.nodes.site(host)).admitted()) {
            missedByOperator[host] = true;
            missed++;
        }
    }

    private void frontDoors(World world, int host, long now) {
        if (missedByFrontDoors[host] || !world.machines.deadFor(host, now, routeBound)) {
            return;
        }
        for (int box = 0; box < world.nodes.boxes(); box++) {
            if (world.machines.runsFor(box, now, routeBound) && world.frontDoors.uses(box, host)) {
                missedByFrontDoors[host] = true;
                missedRoutes++;
                return;
            }
        }
    }

    /** Whether the decision that this failure asks for is recorded. */
    static boolean decided(World world, FailureClass failure) {
        return switch (failure) {
            case PRIMARY_DIES, HOST_AND_EDGE_DIE, SECONDARY_DIES -> noDeadHostIsAdmitted(world);
            case BOTH_HOSTS_DIE -> world.record(false).roles().cloud() == CloudRole.ACTIVE;
            case SITE_DIES, EDGE_DIES, HOSTS_UNREADY, HOST_UNREADY, HOST_SLOW, CLOUD_DIES, CLOUD_CUT, OTHER -> false;
        };
    }

    private static boolean noDeadHostIsAdmitted(World world) {
        boolean dead = false;
        for (int host = 0; host < world.nodes.hosts(); host++) {
            if (!world.machines.runs(host)) {
                dead = true;
                if (world.record(true).site(world.nodes.site(host)).admitted()) {
                    return false;
                }
            }
        }
        return dead;
    }

    /** Whether no front door that runs would send a request to a host that does not. */
    static boolean routedAround(World world, FailureClass failure) {
        return switch (failure) {
            case PRIMARY_DIES, SECONDARY_DIES, BOTH_HOSTS_DIE, HOST_AND_EDGE_DIE -> noDeadHostIsUsed(world);
            case SITE_DIES, EDGE_DIES, HOSTS_UNREADY, HOST_UNREADY, HOST_SLOW, CLOUD_DIES, CLOUD_CUT, OTHER -> false;
        };
    }

    private static boolean noDeadHostIsUsed(World world) {
        boolean dead = false;
        for (int host = 0; host < world.nodes.hosts(); host++) {
            if (world.machines.runs(host)) {
                continue;
            }
            dead = true;
            for (int box = 0; box < world.nodes.boxes(); box++) {
                if (world.machines.runs(box) && world.frontDoors.uses(box, host)) {
                    return false;
                }
            }
        }
        return dead;
    }
}
