package io.prontuario.continuity.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Database state from one probe round. Anything not probed is absent or {@link Answer#UNKNOWN}; never assume healthy.
 *
 * @param replicas per site with a database
 * @param quorum whether this operator's own control plane can record decisions
 * @param peer on site: what the cloud's operator says about the writer; in the cloud: what the on-site operator says
 * @param proofs that the site has given up the writer; only the cloud asks for them
 * @param projectionLagging whether the emergency projection is behind its bound
 * @param inboxPending rows that the emergency profile wrote and that are not merged into the record yet
 */
public record DatabaseObservation(
        Map<SiteName, ReplicaStatus> replicas,
        WitnessStatus witness,
        Answer quorum,
        Optional<PeerClusterStatus> peer,
        Proofs proofs,
        Optional<Boolean> projectionLagging,
        OptionalLong inboxPending) {
    public DatabaseObservation {
        replicas = Map.copyOf(replicas);
    }

    /**
     * YES and NO are facts; UNKNOWN is neither. What is said beside an UNKNOWN or a NO is from the last poll that was answered since the
     * operator started, or nothing.
     */
    public enum Answer {
        YES,
        NO,
        UNKNOWN
    }

    /** Nothing was probed. */
    public static DatabaseObservation nothing() {
        return new DatabaseObservation(
                Map.of(),
                WitnessStatus.UNKNOWN,
                Answer.UNKNOWN,
                Optional.empty(),
                Proofs.none(),
                Optional.empty(),
                OptionalLong.empty());
    }

    /** What is known of the database on a site. */
    public ReplicaStatus replica(SiteName site) {
        return replicas.getOrDefault(site, ReplicaStatus.UNKNOWN);
    }

    /**
     * A database as it was polled.
     *
     * @param answer whether it can be relied on: it accepts connections, or stands stopped or empty under its agent's control; NO: it
     *     was polled past the failure threshold and did not answer
     * @param refused what it has durably given up
     * @param writing empty: it takes no writes
     * @param boot counts its starts: an order from before a restart is not valid afterwards
     * @param problem what is wrong with it and what to do, in a sentence; empty: nothing
     */
    public record ReplicaStatus(
            Answer answer, Wal wal, Refused refused, Optional<Writing> writing, long boot, Optional<String> problem) {
        public static final ReplicaStatus UNKNOWN = unanswered(Answer.UNKNOWN);

        /** A database that was polled past the failure threshold and does not answer. */
        public static final ReplicaStatus SILENT = unanswered(Answer.NO);

        /** A database that answers and has no problem. */
        public ReplicaStatus(Wal wal, Refused refused, Optional<Writing> writing, long boot) {
            this(Answer.YES, wal, refused, writing, boot, Optional.empty());
        }

        private static ReplicaStatus unanswered(Answer answer) {
            return new ReplicaStatus(
                    answer, new Wal(0, 0, false), new Refused(0, 0), Optional.empty(), 0, Optional.empty());
        }

        public boolean answers() {
            return answer == Answer.YES;
        }

        /** Whether it accepts writes now. */
        public boolean writes() {
            return answers() && writing.isPresent();
        }

        public long epoch() {
            return wal.epoch();
        }

        public long position() {
            return wal.position();
        }

        public boolean receiving() {
            return wal.receiving();
        }

        public long fencedBelow() {
            return refused.fencedBelow();
        }

        public long demotedFrom() {
            return refused.demotedFrom();
        }

        public ReplicaStatus withAnswer(Answer changed) {
            return new ReplicaStatus(changed, wal, refused, writing, boot, problem);
        }

        public ReplicaStatus withProblem(String said) {
            return new ReplicaStatus(answer, wal, refused, writing, boot, Optional.of(said));
        }
    }

    /**
     * @param epoch of the WAL that it holds: the one it writes, or follows
     * @param position how far its WAL is on disk
     * @param receiving whether WAL of the writer arrived lately; a writer receives none
     */
    public record Wal(long epoch, long position, boolean receiving) {}

    /**
     * @param fencedBelow it accepts nothing of an epoch below this one
     * @param demotedFrom the newest epoch that it has durably given up
     */
    public record Refused(long fencedBelow, long demotedFrom) {}

    /**
     * @param setVersion the synchronous set that it runs; 0: none that it was told, so no promotion of ours made it a writer
     * @param setSince its position when that set took effect
     */
    public record Writing(long setVersion, long setSince) {}

    /**
     * The WAL receiver on the edge.
     *
     * @param unbroken whether it has run without a break since the present epoch was granted
     * @param problem what is wrong with it and what to do, in a sentence; empty: nothing
     */
    public record WitnessStatus(
            Answer answer, WitnessWal wal, WitnessFence fence, boolean unbroken, Optional<String> problem) {
        public static final WitnessStatus UNKNOWN = unanswered(Answer.UNKNOWN);

        /** A witness that was polled past the failure threshold and does not answer. */
        public static final WitnessStatus SILENT = unanswered(Answer.NO);

        /** A witness that answers and has no problem. */
        public WitnessStatus(WitnessWal wal, WitnessFence fence, boolean unbroken) {
            this(Answer.YES, wal, fence, unbroken, Optional.empty());
        }

        private static WitnessStatus unanswered(Answer answer) {
            return new WitnessStatus(
                    answer, new WitnessWal(0, 0, 0, false), new WitnessFence(0, false), false, Optional.empty());
        }

        public boolean answers() {
            return answer == Answer.YES;
        }

        public long epoch() {
            return wal.epoch();
        }

        public long from() {
            return wal.from();
        }

        public long to() {
            return wal.to();
        }

        public boolean streaming() {
            return wal.streaming();
        }

        public long fencedBelow() {
            return fence.below();
        }

        /** Whether it was given to the cloud, for an epoch after this one. */
        public boolean givenToCloudAfter(long epochOfTheSite) {
            return answers() && fence.forCloud() && fence.below() > epochOfTheSite;
        }

        public WitnessStatus withAnswer(Answer changed) {
            return new WitnessStatus(changed, wal, fence, unbroken, problem);
        }

        public WitnessStatus withProblem(String said) {
            return new WitnessStatus(answer, wal, fence, unbroken, Optional.of(said));
        }
    }

    /**
     * @param epoch of the WAL that it is sent, or was sent before it was fenced
     * @param from start of the WAL that it holds
     * @param to end of the WAL that it has on disk, without a gap since {@code from}
     * @param streaming whether WAL of the writer arrived lately
     */
    public record WitnessWal(long epoch, long from, long to, boolean streaming) {}

    /**
     * @param below it accepts nothing of an epoch below this one
     * @param forCloud whether it was fenced for a promotion in the cloud
     */
    public record WitnessFence(long below, boolean forCloud) {}

    /**
     * What the other cluster's operator says about the writer.
     *
     * @param epoch the newest that it knows
     * @param isWriter whether its side has the writer
     * @param demoted whether its database has given up that epoch for good
     * @param position its database's last position in that epoch
     */
    public record PeerClusterStatus(long epoch, boolean isWriter, boolean demoted, long position) {}

    /**
     * @param release the on-site operator has recorded that this epoch is handed to the cloud
     * @param attestation of the edge, for one epoch
     * @param approvals by people, checked at admission; each for one epoch
     */
    public record Proofs(OptionalLong release, Optional<Attestation> attestation, List<Approval> approvals) {
        public Proofs {
            approvals = List.copyOf(approvals);
        }

        public static Proofs none() {
            return new Proofs(OptionalLong.empty(), Optional.empty(), List.of());
        }
    }

    /** The edge attests, for this epoch, whether every host's power was read back as off and whether the witness is fenced. */
    public record Attestation(long epoch, boolean hostsOff, boolean witnessFenced) {}

    /** A person says that the site is off, in this epoch. */
    public record Approval(String person, long epoch) {}
}
