package io.prontuario.simulator;

import io.prontuario.continuity.model.CloudRole;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import java.util.Optional;

/** Doing nothing can violate an invariant too. Each bound starts anew whenever no leader is able to decide. */
final class LivenessInvariants {
    private LivenessInvariants() {}

    /** Automatic, not paused, and a leader that has been able to look and write for this long. */
    private static boolean able(World world, long now, long bound) {
        if (!world.settings.policy().automation().failover()
                || world.settings.policy().requests().pause().isPresent()) {
            return false;
        }
        Optional<Replica> leader = world.leader();
        return leader.isPresent()
                && leader.get().leads
                && leader.get().blind == 0
                && world.machines.runs(leader.get().node)
                && now - leader.get().ableSince > bound + world.settings.lease();
    }

    /** A host that is truly dead is not routed to: within interval × fall + timeout. */
    static final class DeadHostsAreWithdrawn extends InvariantCheck {
        DeadHostsAreWithdrawn() {
            super(Invariant.DEAD_HOSTS_ARE_WITHDRAWN);
        }

        @Override
        public void client(World world, long now, int site) {
            long bound = world.settings.fallBound()
                    + world.settings.policy().thresholds().interval().toMillis();
            for (int host = 0; host < world.nodes.hosts(); host++) {
                if (world.machines.deadFor(host, now, bound)
                        && world.record(true).site(world.nodes.site(host)).admitted()
                        && able(world, now, bound)) {
                    violated(now, world.nodes.site(host) + " is dead and still admitted after " + bound + " ms");
                }
            }
        }
    }

    /** Every host dead: the cloud says Emergency, while it can ask the edge. */
    static final class EmergencyIsDeclared extends InvariantCheck {
        private long able;

        EmergencyIsDeclared() {
            super(Invariant.EMERGENCY_IS_DECLARED);
        }

        @Override
        public void client(World world, long now, int site) {
            Replica cloud = world.replicas[Nodes.OPERATORS - 1];
            boolean sees = world.settings.policy().cloud()
                    && world.settings.policy().automation().failover()
                    && world.settings.policy().requests().pause().isEmpty()
                    && world.machines.runs(cloud.node)
                    && cloud.crashed == 0
                    && cloud.blind == 0
                    && cloud.leads
                    && world.machines.runs(world.nodes.edge())
                    && !world.network.impaired(cloud.node, world.nodes.edge())
                    && world.settings.loss().probability() == 0
                    && world.machines.well(cloud.node, now)
                    && allDead(world);
            if (!sees) {
                able = now;
                return;
            }
            long bound = world.settings.fallBound()
                    + world.settings.routes().interval()
                            * world.settings.routes().fall()
                    + world.settings.routes().timeout()
                            * world.settings.routes().fall()
                    + 2 * world.settings.policy().thresholds().interval().toMillis()
                    + world.settings.policy().windows().takeoverAfter().toMillis();
            Mode mode = world.record(false).mode();
            if (now - able > bound && world.record(false).roles().cloud() == CloudRole.STANDBY) {
                violated(now, "every host has been dead for " + bound + " ms and the cloud says " + mode);
            }
        }

        private static boolean allDead(World world) {
            for (int host = 0; host < world.nodes.hosts(); host++) {
                if (!world.machines.dead(host)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** While nothing serves, a host that does is admitted within the rise threshold, without a window. */
    static final class TotalOutageIsNotWaitedOut extends InvariantCheck {
        private long since;

        TotalOutageIsNotWaitedOut() {
            super(Invariant.TOTAL_OUTAGE_IS_NOT_WAITED_OUT);
        }

        @Override
        public void client(World world, long now, int site) {
            State record = world.record(true);
            boolean waits = record.active().isEmpty() && record.epoch() > 0 && aHostIsReady(world, now);
            if (!waits) {
                since = now;
                return;
            }
            long bound = world.settings.riseBound();
            if (now - since > bound && able(world, now, bound)) {
                violated(now, "a host has been ready for " + bound + " ms while nothing serves");
            }
        }

        private static boolean aHostIsReady(World world, long now) {
            for (int host = 0; host < world.nodes.hosts(); host++) {
                Optional<Replica> leader = world.leader();
                if (leader.isPresent()
                        && world.machines.well(host, now)
                        && !world.network.impaired(leader.get().node, host)
                        && world.settings.loss().probability() == 0) {
                    return true;
                }
            }
            return false;
        }
    }

    /** a host that is well for the window and the thresholds is used again, unless the rate limit blocks it. */
    static final class HealthyHostsComeBack extends InvariantCheck {
        private final long[] since = new long[8];

        HealthyHostsComeBack() {
            super(Invariant.HEALTHY_HOSTS_COME_BACK);
        }

        @Override
        public void client(World world, long now, int site) {
            Optional<Replica> leader = world.leader();
            for (int host = 0; host < world.nodes.hosts(); host++) {
                SiteName name = world.nodes.site(host);
                boolean well = leader.isPresent()
                        && world.settings.policy().automation().failback()
                        && world.settings.loss().probability() == 0
                        && world.machines.well(host, now)
                        && !world.network.impaired(leader.get().node, host)
                        && !world.record(true).site(name).admitted()
                        && !world.requests.drains(name)
                        && world.record(true).roleChanges().size()
                                < world.settings.policy().rateLimit().changes();
                if (!well) {
                    since[host] = now;
                    continue;
                }
                long bound = world.settings.policy().windows().stabilization().toMillis() * 11 / 10
                        + 2 * world.settings.riseBound();
                if (now - since[host] > bound && able(world, now, bound)) {
                    violated(now, name + " has been well for " + bound + " ms and is not admitted");
                }
            }
        }
    }

    /** The front door answers whenever a site does that it can reach and that is admitted, after its own checks' time. */
    static final class TheFrontDoorAnswers extends InvariantCheck {
        private long since;

        TheFrontDoorAnswers() {
            super(Invariant.THE_FRONT_DOOR_ANSWERS);
        }

        @Override
        public void client(World world, long now, int site) {
            int holder = world.frontDoors.holder(now);
            boolean cloudReachable = holder >= 0
                    && world.machines.well(world.nodes.cloud(), now)
                    && !world.network.impaired(holder, world.nodes.cloud());
            if (site >= 0 || !cloudReachable) {
                since = now;
                return;
            }
            long bound = (world.settings.routes().interval()
                            + world.settings.routes().timeout())
                    * (world.settings.routes().fall() + world.settings.routes().rise() + 1L);
            if (now - since > bound && world.settings.loss().probability() == 0) {
                violated(now, "clients got no answer for " + bound + " ms though the cloud could be reached");
            }
        }
    }
}
