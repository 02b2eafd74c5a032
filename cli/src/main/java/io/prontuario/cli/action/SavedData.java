package io.prontuario.cli.action;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.DatabaseObservation.Answer;
import io.prontuario.continuity.model.DatabaseObservation.PeerClusterStatus;
import io.prontuario.continuity.model.DatabaseObservation.Proofs;
import io.prontuario.continuity.model.DatabaseObservation.Refused;
import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;
import io.prontuario.continuity.model.DatabaseObservation.Wal;
import io.prontuario.continuity.model.DatabaseObservation.WitnessFence;
import io.prontuario.continuity.model.DatabaseObservation.WitnessStatus;
import io.prontuario.continuity.model.DatabaseObservation.WitnessWal;
import io.prontuario.continuity.model.DatabaseObservation.Writing;
import io.prontuario.continuity.model.SiteName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Database state as an operator probed it, written down. What is absent was not probed.
 *
 * @param quorum whether decisions can be recorded; true when absent
 * @param databases per site
 * @param peer what the other operator says: on site the cloud's, in the cloud the on-site one
 * @param projectionLagging whether the emergency projection is behind its bound
 * @param inboxPending rows of the emergency profile that are not in the record yet
 */
public record SavedData(
        @Nullable Boolean quorum,
        Map<String, Database> databases,
        @Nullable Witness witness,
        @Nullable Peer peer,
        @Nullable SavedProofs proofs,
        @Nullable Boolean projectionLagging,
        @Nullable Long inboxPending) {
    public SavedData {
        databases = databases == null ? Map.of() : databases;
    }

    /**
     * @param answers false: probed past the failure threshold, and silent
     * @param epoch of the WAL that it writes or follows  @param position how far its WAL is on disk
     * @param set version of the synchronous set that it runs, while it writes  @param setSince its position when that began
     * @param receiving whether the writer's WAL arrives at it
     */
    public record Database(
            @Nullable Boolean answers,
            long epoch,
            long position,
            @Nullable Long fencedBelow,
            long demotedFrom,
            @Nullable Long set,
            long setSince,
            long boot,
            boolean receiving) {
        ReplicaStatus status() {
            return new ReplicaStatus(
                    answer(answers),
                    new Wal(epoch, position, receiving),
                    new Refused(fencedBelow == null ? epoch : fencedBelow, demotedFrom),
                    set == null ? Optional.empty() : Optional.of(new Writing(set, setSince)),
                    boot,
                    Optional.empty());
        }
    }

    /** @param from start of its WAL  @param to end of its WAL on disk, without a gap */
    public record Witness(
            @Nullable Boolean answers,
            long epoch,
            long from,
            long to,
            @Nullable Long fencedBelow,
            boolean fencedForCloud,
            boolean streaming,
            @Nullable Boolean unbroken) {
        WitnessStatus status() {
            return new WitnessStatus(
                    answer(answers),
                    new WitnessWal(epoch, from, to, streaming),
                    new WitnessFence(fencedBelow == null ? epoch : fencedBelow, fencedForCloud),
                    !Boolean.FALSE.equals(unbroken),
                    Optional.empty());
        }
    }

    /** @param epoch the newest that it knows */
    public record Peer(long epoch, boolean isWriter, boolean demoted, long position) {}

    /** That the site has given up the writer; each proof is about one epoch. */
    public record SavedProofs(
            @Nullable Long release, @Nullable SavedAttestation attestation, List<SavedApproval> approvals) {
        public SavedProofs {
            approvals = approvals == null ? List.of() : approvals;
        }

        Proofs proofs() {
            return new Proofs(
                    release == null ? OptionalLong.empty() : OptionalLong.of(release),
                    Optional.ofNullable(attestation)
                            .map(a -> new DatabaseObservation.Attestation(a.epoch(), a.hostsOff(), a.witnessFenced())),
                    approvals.stream()
                            .map(a -> new DatabaseObservation.Approval(a.person(), a.epoch()))
                            .toList());
        }
    }

    /** Of the edge. */
    public record SavedAttestation(long epoch, boolean hostsOff, boolean witnessFenced) {}

    /** Of a person. */
    public record SavedApproval(String person, long epoch) {
        public SavedApproval {
            if (person == null || person.isBlank()) {
                throw new IllegalArgumentException("person: is missing; write who approves");
            }
        }
    }

    private static Answer answer(@Nullable Boolean answers) {
        return !Boolean.FALSE.equals(answers) ? Answer.YES : Answer.NO;
    }

    DatabaseObservation observation() {
        return new DatabaseObservation(
                databases.entrySet().stream().collect(Collectors.toMap(e -> new SiteName(e.getKey()), e -> e.getValue()
                        .status())),
                witness == null ? WitnessStatus.UNKNOWN : witness.status(),
                Boolean.FALSE.equals(quorum) ? Answer.NO : Answer.YES,
                Optional.ofNullable(peer)
                        .map(o -> new PeerClusterStatus(o.epoch(), o.isWriter(), o.demoted(), o.position())),
                proofs == null ? Proofs.none() : proofs.proofs(),
                Optional.ofNullable(projectionLagging),
                inboxPending == null ? OptionalLong.empty() : OptionalLong.of(inboxPending));
    }
}
