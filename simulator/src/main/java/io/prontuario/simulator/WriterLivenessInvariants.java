package io.prontuario.simulator;

import io.prontuario.continuity.model.Detection;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.model.WriterEpoch.Phase;
import java.util.Optional;

/** One death leads to a new writer, and so does everything well. */
final class WriterLivenessInvariants {
    private WriterLivenessInvariants() {}

    /** From when a leader has been able to decide without a break; NEVER: none is, or it may not. */
    private static long ableSince(World world) {
        Optional<Replica> leader = world.leader();
        boolean able = world.settings.policy().automation().failover()
                && world.settings.policy().requests().pause().isEmpty()
                && world.settings.loss().probability() == 0
                && leader.isPresent()
                && leader.get().leads
                && leader.get().blind == 0
                && world.machines.runs(leader.get().node);
        return able ? leader.get().ableSince : Long.MAX_VALUE / 4;
    }

    /**
     * with two copies in the set, the writer's death alone leads to a new writer whose writes are acknowledged. One that stands
     * still is dead too.
     */
    static final class TheNextDeathIsSurvived extends InvariantCheck {
        private long since;
        private long epoch = -1;

        TheNextDeathIsSurvived() {
            super(Invariant.THE_NEXT_DEATH_IS_SURVIVED);
        }

        @Override
        public void fault(World world, Fault fault, long now) {
            boolean alone = world.activeFaults() == 1;
            boolean death = fault.kind() == Fault.Kind.KILL || fault.kind() == Fault.Kind.FREEZE;
            WriterEpoch writerEpoch = world.writer(true);
            boolean holder = writerEpoch.phase() == Phase.GRANTED
                    && fault.node() < world.nodes.hosts()
                    && writerEpoch.isWriter(world.nodes.site(fault.node()));
            since = now;
            epoch = alone && death && holder && twoCopies(world, writerEpoch, fault.node()) ? writerEpoch.epoch() : -1;
        }

        private static boolean twoCopies(World world, WriterEpoch writerEpoch, int holder) {
            Databases databases = world.databases;
            Database writer = databases.hosts[holder];
            boolean settled = writerEpoch.activeSyncSets().size() == 1
                    && writerEpoch.activeSyncSets().get(0).members().size() >= 2
                    && writerEpoch.activeSyncSets().get(0).members().contains(SyncSet.WITNESS)
                    && writer.set.equals(writerEpoch.activeSyncSets().get(0))
                    && databases.witness.listensTo(writerEpoch.epoch());
            for (Database copy : databases.hosts) {
                settled &= copy == writer || copy.listensTo(writerEpoch.epoch());
            }
            return settled && writer.epoch == writerEpoch.epoch();
        }

        @Override
        public void client(World world, long now, int site) {
            if (epoch < 0) {
                return;
            }
            if (world.databases.newestAcknowledged() > epoch || world.activeFaults() != 1) {
                epoch = -1; // survived, or the dead one came back first
                return;
            }
            long interval = world.settings.policy().thresholds().interval().toMillis();
            Detection detection = world.settings.detection();
            long bound = detection.bound().toMillis()
                    + world.settings.lease()
                    + 2 * interval
                    + 6 * detection.interval().toMillis()
                    + 5000;
            if (now - Math.max(since, ableSince(world)) > bound) {
                violated(
                        now,
                        "the writer died with two copies in its set, and no database writes after " + bound + " ms");
            }
        }
    }

    /** When everything has been well for a while, writes are acknowledged. */
    static final class WellMeansWritten extends InvariantCheck {
        private long since;

        WellMeansWritten() {
            super(Invariant.WELL_MEANS_WRITTEN);
        }

        @Override
        public void client(World world, long now, int site) {
            if (!well(world, now)) {
                since = now;
                return;
            }
            long interval = world.settings.policy().thresholds().interval().toMillis();
            long bound = world.settings.fallBound() + world.settings.lease() + 12 * interval + 15_000;
            if (now - Math.max(since, ableSince(world)) > bound
                    && now - world.databases.acknowledgedAt() > 2 * interval) {
                violated(now, "everything has been well for " + bound + " ms and nothing is acknowledged");
            }
        }

        private static boolean well(World world, long now) {
            for (int node = 0; node < world.nodes.count(); node++) {
                if (!world.machines.booted(node, now) || world.machines.isSlow(node)) {
                    return false;
                }
            }
            for (Replica replica : world.replicas) {
                if (replica.crashed > 0 || replica.blind > 0) {
                    return false;
                }
            }
            return world.activeFaults() == 0;
        }
    }
}
