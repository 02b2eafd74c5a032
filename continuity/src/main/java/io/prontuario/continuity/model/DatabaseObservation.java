package io.prontuario.continuity.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one round of looking saw of the databases. What nobody looked at is absent or {@link Answer#UNKNOWN}, never "fine".
 *
 * @param nodes per site with a database
 * @param quorum whether this operator's own control plane can record decisions
 * @param otherSide on site: what the cloud's operator says of its write right; in the cloud: what the site's says
 * @param proofs that the site has let go; only the cloud asks for them
 * @param projectionLagging whether the emergency projection is behind its bound
 * @param inboxPending rows that the emergency profile wrote and that are not merged into the record yet
 */
public record DatabaseObservation(
        Map<SiteName, ReplicaStatus> nodes,
        WitnessStatus witness,
        Answer quorum,
        Optional<PeerClusterStatus> otherSide,
        Proofs proofs,
        Optional<Boolean> projectionLagging,
        OptionalLong inboxPending) {
    public DatabaseObservation {
        nodes = Map.copyOf(nodes);
    }

    /** YES and NO are facts; UNKNOWN is none. */
    public enum Answer {
        YES,
        NO,
        UNKNOWN
    }

    /** Nothing was looked at. */
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
    public ReplicaStatus node(SiteName site) {
        return nodes.getOrDefault(site, ReplicaStatus.UNKNOWN);
    }

    /**
     * @param answer whether the database answers; NO: it was asked past the fall threshold and did not
     * @param epoch whose log it holds: the one it writes, or follows
     * @param position how far its log is on disk
     * @param sealed it follows and accepts nothing of an epoch below this one
     * @param released the newest epoch that it has durably let go of
     * @param setVersion the synchronous set that it runs, while it writes
     * @param setSince its position when that set came into force
     * @param boot counts its starts: what it was told before a restart it does not take afterwards
     */
    public record ReplicaStatus(
            Answer answer,
            long epoch,
            long position,
            long sealed,
            long released,
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
     * @param epoch whose log it is sent, or was before it was sealed
     * @param from what it holds begins here
     * @param to and is on disk up to here, without a gap
     * @param sealed it takes nothing of an epoch below this one
     * @param sealedForCloud whether that seal was set for a promotion in the cloud
     * @param streaming whether the holder is sending to it now
     * @param unbroken whether it has run without a break since the present epoch was granted
     */
    public record WitnessStatus(
            Answer answer,
            long epoch,
            long from,
            long to,
            long sealed,
            boolean sealedForCloud,
            boolean streaming,
            boolean unbroken) {
        public static final WitnessStatus UNKNOWN = new WitnessStatus(Answer.UNKNOWN, 0, 0, 0, 0, false, false, false);

        public boolean answers() {
            return answer == Answer.YES;
        }

        /** Whether it was given to the cloud, for an epoch after this one. */
        public boolean promisedAway(long epochOfTheSite) {
            return answers() && sealedForCloud && sealed > epochOfTheSite;
        }
    }

    /**
     * The other operator's word about the write right.
     *
     * @param epoch the newest that it knows
     * @param holds whether its side holds it
     * @param released whether its database has let go of that epoch, for good
     * @param position its database's last position in that epoch
     */
    public record PeerClusterStatus(long epoch, boolean holds, boolean released, long position) {}

    /**
     * @param release the site's operator has recorded that this epoch is released to the cloud
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

    /** The edge says: every host's power was read back as off, and the witness is sealed for the cloud, in this epoch. */
    public record Attestation(long epoch, boolean hostsOff, boolean witnessSealed) {}

    /** A person says that the site is off, in this epoch. */
    public record Approval(String person, long epoch) {}
}
