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

    /** YES and NO are facts; UNKNOWN is neither. */
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
     * @param answer whether the database answers; NO: it was probed past the failure threshold and did not
     * @param epoch of the WAL that it holds: the one it writes, or follows
     * @param position how far its WAL is on disk
     * @param fencedBelow it accepts nothing of an epoch below this one
     * @param demotedFrom the newest epoch that it has durably given up
     * @param setVersion the synchronous set that it runs, while it writes
     * @param setSince its position when that set took effect
     * @param boot counts its starts: an order from before a restart is not valid afterwards
     */
    public record ReplicaStatus(
            Answer answer,
            long epoch,
            long position,
            long fencedBelow,
            long demotedFrom,
            OptionalLong setVersion,
            long setSince,
            long boot) {
        public static final ReplicaStatus UNKNOWN =
                new ReplicaStatus(Answer.UNKNOWN, 0, 0, 0, 0, OptionalLong.empty(), 0, 0);

        public boolean answers() {
            return answer == Answer.YES;
        }

        /** Whether it accepts writes now. */
        public boolean writes() {
            return answers() && setVersion.isPresent();
        }
    }

    /**
     * The WAL receiver on the edge.
     *
     * @param epoch of the WAL that it is sent, or was sent before it was fenced
     * @param from start of the WAL that it holds
     * @param to end of the WAL that it has on disk, without a gap since {@code from}
     * @param fencedBelow it accepts nothing of an epoch below this one
     * @param fencedForCloud whether it was fenced for a promotion in the cloud
     * @param streaming whether the writer is sending to it now
     * @param unbroken whether it has run without a break since the present epoch was granted
     */
    public record WitnessStatus(
            Answer answer,
            long epoch,
            long from,
            long to,
            long fencedBelow,
            boolean fencedForCloud,
            boolean streaming,
            boolean unbroken) {
        public static final WitnessStatus UNKNOWN = new WitnessStatus(Answer.UNKNOWN, 0, 0, 0, 0, false, false, false);

        public boolean answers() {
            return answer == Answer.YES;
        }

        /** Whether it was given to the cloud, for an epoch after this one. */
        public boolean givenToCloudAfter(long epochOfTheSite) {
            return answers() && fencedForCloud && fencedBelow > epochOfTheSite;
        }
    }

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
