package io.prontuario.simulator;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.DatabaseObservation.Answer;
import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriteAction;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.model.WriterEpoch.Phase;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What no decision about the writer may lead to. */
final class WriterSafetyInvariants {
    private WriterSafetyInvariants() {}

    /** Once a write of an epoch is acknowledged, none of an older one is. */
    static final class NoAcknowledgementInAnOlderEpoch extends InvariantCheck {
        NoAcknowledgementInAnOlderEpoch() {
            super(Invariant.NO_ACKNOWLEDGEMENT_IN_AN_OLDER_EPOCH);
        }

        @Override
        public void client(World world, long now, int site) {
            if (world.databases.late() > 0) {
                violated(
                        now,
                        "a write was acknowledged in epoch " + world.databases.late() + " after one in epoch "
                                + world.databases.newestAcknowledged());
            }
        }
    }

    /** Write epochs rise, and each has one writer. */
    static final class EpochsHaveOneWriter extends InvariantCheck {
        private final Map<Long, SiteName> holders = new HashMap<>();
        private long newest;

        EpochsHaveOneWriter() {
            super(Invariant.EPOCHS_HAVE_ONE_WRITER);
        }

        @Override
        public void decided(DecisionEvent event) {
            if (!event.onsite()) {
                return;
            }
            WriterEpoch after = event.writer().after();
            if (after.epoch() < newest) {
                violated(event.at(), "write epoch " + newest + " became " + after.epoch());
            }
            newest = Math.max(newest, after.epoch());
            if (after.writer().isPresent()) {
                SiteName first =
                        holders.putIfAbsent(after.epoch(), after.writer().get());
                if (first != null && !first.equals(after.writer().get())) {
                    violated(
                            event.at(),
                            "write epoch " + after.epoch() + " was granted to " + first + " and to "
                                    + after.writer().get());
                }
            }
        }

        @Override
        public void client(World world, long now, int site) {
            if (world.databases.grantedTwice()) {
                violated(now, "two databases took up the same epoch");
            }
        }
    }

    /** A database that begins to write has every acknowledged write. */
    static final class AcknowledgedWritesSurvive extends InvariantCheck {
        AcknowledgedWritesSurvive() {
            super(Invariant.ACKNOWLEDGED_WRITES_SURVIVE);
        }

        @Override
        public void client(World world, long now, int site) {
            if (world.databases.lost() > 0) {
                violated(now, world.databases.lost() + " acknowledged writes are not on the new writer");
            }
        }
    }

    /** Granted only when the old writer can acknowledge nothing more, in truth and not only by what was observed. */
    static final class EndedBeforeGranted extends InvariantCheck {
        EndedBeforeGranted() {
            super(Invariant.ENDED_BEFORE_GRANTED);
        }

        @Override
        public void decided(DecisionEvent event) {
            WriterEpoch before = event.writer().before();
            WriterEpoch after = event.writer().after();
            if (!event.onsite()
                    || after.epoch() == before.epoch()
                    || before.writer().isEmpty()) {
                return;
            }
            Databases databases = event.world().databases;
            Nodes nodes = event.world().nodes;
            int index = nodes.names().indexOf(before.writer().get());
            if (index < 0) {
                return;
            }
            Database old = databases.hosts[index];
            if (!old.writing || old.epoch != before.epoch()) {
                return;
            }
            int listening = 0;
            for (SiteName member : old.set.members()) {
                WalReplica copy = member.equals(SyncSet.WITNESS)
                        ? databases.witness
                        : databases.hosts[nodes.names().indexOf(member)];
                listening += copy.fencedBelow <= old.epoch ? 1 : 0;
            }
            if (listening >= old.set.required() && !event.world().machines.dead(index)) {
                violated(event.at(), before.writer().get() + " could still acknowledge in epoch " + old.epoch);
            }
        }
    }

    /** Writes go to the writer of the recorded epoch, or nowhere once that is over. */
    static final class WritesGoToTheWriter extends InvariantCheck {
        WritesGoToTheWriter() {
            super(Invariant.WRITES_GO_TO_THE_WRITER);
        }

        @Override
        public void decided(DecisionEvent event) {
            if (!event.onsite()) {
                return;
            }
            WriterEpoch writerEpoch = event.writer().after();
            Optional<SiteName> holder = writerEpoch.phase() == Phase.GRANTED ? writerEpoch.writer() : Optional.empty();
            for (WriteAction action : event.writer().decision().actions()) {
                if (action instanceof WriteAction.RouteWrites route
                        && (route.epoch() != writerEpoch.newestEnded()
                                || !route.writer().equals(holder))) {
                    violated(event.at(), "writes are routed to " + route.writer() + ", the holder is " + holder);
                }
            }
        }
    }

    /** An epoch ends by failover only when its writer is silent and nobody who answers receives its WAL. */
    static final class WriterStaysWhileItsWalFlows extends InvariantCheck {
        WriterStaysWhileItsWalFlows() {
            super(Invariant.WRITER_STAYS_WHILE_ITS_WAL_FLOWS);
        }

        @Override
        public void decided(DecisionEvent event) {
            WriterEpoch before = event.writer().before();
            WriterEpoch after = event.writer().after();
            boolean ends = before.phase() == Phase.GRANTED
                    && after.phase() == Phase.ENDING
                    && after.cause() == WriterEpoch.Cause.FAILOVER;
            if (!event.onsite() || !ends) {
                return;
            }
            SiteName writer = before.writer().orElseThrow();
            DatabaseObservation seen = event.writer().seen();
            ReplicaStatus status = seen.replica(writer);
            boolean restarted = status.answers() && !status.writes(); // and the cloud is asked
            if (!restarted && (status.answer() != Answer.NO || flows(seen, event.world().nodes, writer))) {
                violated(event.at(), "epoch " + before.epoch() + " of " + writer + " ends though its WAL flows");
            }
        }

        private static boolean flows(DatabaseObservation seen, Nodes nodes, SiteName writer) {
            boolean flows = seen.witness().answers() && seen.witness().streaming();
            for (SiteName host : nodes.names()) {
                ReplicaStatus copy = seen.replica(host);
                flows |= !host.equals(writer) && copy.answers() && copy.receiving();
            }
            return flows;
        }
    }

    /** While paused the writer stays. */
    static final class PausedMeansNoNewWriter extends InvariantCheck {
        PausedMeansNoNewWriter() {
            super(Invariant.PAUSED_MEANS_NO_NEW_WRITER);
        }

        @Override
        public void decided(DecisionEvent event) {
            WriterEpoch before = event.writer().before();
            WriterEpoch after = event.writer().after();
            boolean paused = event.paused();
            if (paused && before.phase() == Phase.GRANTED && after.phase() != Phase.GRANTED) {
                violated(event.at(), "epoch " + before.epoch() + " began to end while paused");
            }
        }
    }
}
