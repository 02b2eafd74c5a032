package io.prontuario.cli.action;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.DatabaseObservation.Answer;
import io.prontuario.continuity.model.DatabaseObservation.PeerClusterStatus;
import io.prontuario.continuity.model.DatabaseObservation.Proofs;
import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;
import io.prontuario.continuity.model.DatabaseObservation.WitnessStatus;
import io.prontuario.continuity.model.SiteName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an operator saw of the databases, written down. What is absent was not looked at.
 *
 * @param quorum whether decisions can be recorded; true when absent
 * @param databases per site
 * @param otherSide the other operator's word: on site the cloud's, in the cloud the site's
 * @param projectionLagging whether the emergency projection is behind its bound
 * @param inboxPending rows of the emergency profile that are not in the record yet
 */
public record SavedData(
        @Nullable Boolean quorum,
        Map<String, Database> databases,
        @Nullable Witness witness,
        @Nullable Other otherSide,
        @Nullable SavedProofs proofs,
        @Nullable Boolean projectionLagging,
        @Nullable Long inboxPending) {
    public SavedData {
        databases = databases == null ? Map.of() : databases;
    }

    /**
     * @param answers false: asked past the fall threshold, and silent
     * @param epoch whose log it writes or follows  @param position how far its log is on disk
     * @param set version of the synchronous set that it runs, while it writes  @param setSince its position when that began
     */
    public record Database(
            @Nullable Boolean answers,
            long epoch,
            long position,
            @Nullable Long sealed,
            long released,
            @Nullable Long set,
            long setSince,
            long boot) {
        ReplicaStatus seen() {
            return new ReplicaStatus(
                    answer(answers),
                    epoch,
                    position,
                    sealed == null ? epoch : sealed,
                    released,
                    set == null ? OptionalLong.empty() : OptionalLong.of(set),
                    setSince,
                    boot);
        }
    }

    /** @param from what it holds begins here  @param to and is on disk up to here, without a gap */
    public record Witness(
            @Nullable Boolean answers,
            long epoch,
            long from,
            long to,
            @Nullable Long sealed,
            boolean sealedForCloud,
            boolean streaming,
            @Nullable Boolean unbroken) {
        WitnessStatus seen() {
            return new WitnessStatus(
                    answer(answers),
                    epoch,
                    from,
                    to,
                    sealed == null ? epoch : sealed,
                    sealedForCloud,
                    streaming,
                    !Boolean.FALSE.equals(unbroken));
        }
    }

    /** @param epoch the newest that it knows */
    public record Other(long epoch, boolean holds, boolean released, long position) {}

    /** That the site has let go; each proof is about one epoch. */
    public record SavedProofs(
            @Nullable Long release, @Nullable SavedAttestation attestation, List<SavedApproval> approvals) {
        public SavedProofs {
            approvals = approvals == null ? List.of() : approvals;
        }

        Proofs seen() {
            return new Proofs(
                    release == null ? OptionalLong.empty() : OptionalLong.of(release),
                    Optional.ofNullable(attestation)
                            .map(a -> new DatabaseObservation.Attestation(a.epoch(), a.hostsOff(), a.witnessSealed())),
                    approvals.stream()
                            .map(a -> new DatabaseObservation.Approval(a.person(), a.epoch()))
                            .toList());
        }
    }

    /** Of the edge. */
    public record SavedAttestation(long epoch, boolean hostsOff, boolean witnessSealed) {}

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

    DatabaseObservation seen() {
        return new DatabaseObservation(
                databases.entrySet().stream().collect(Collectors.toMap(e -> new SiteName(e.getKey()), e -> e.getValue()
                        .seen())),
                witness == null ? WitnessStatus.UNKNOWN : witness.seen(),
                Boolean.FALSE.equals(quorum) ? Answer.NO : Answer.YES,
                Optional.ofNullable(otherSide)
                        .map(o -> new PeerClusterStatus(o.epoch(), o.holds(), o.released(), o.position())),
                proofs == null ? Proofs.none() : proofs.seen(),
                Optional.ofNullable(projectionLagging),
                inboxPending == null ? OptionalLong.empty() : OptionalLong.of(inboxPending));
    }
}
