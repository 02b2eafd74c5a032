package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.DatabaseObservation.Attestation;
import io.prontuario.continuity.model.DatabaseObservation.Proofs;
import java.util.Optional;

/**
 * The cloud's database is promoted on proof, never on silence.
 *
 * <p>Rule: the edge attests for the current epoch that every host is powered off, read back, and that the witness is fenced for the
 * cloud; or two different people approve for the current epoch. A release token is a third way, and names its own epoch.
 *
 * <p>Why: GitHub, October 2018: 43 seconds of partition, a promotion across the WAN that could not fence, 24 hours of repair. From the
 * cloud, a cut and a disaster look the same.
 */
public class CloudProof {
    private final ProofEpoch proofEpoch;
    private final TwoPersonApproval approval;

    CloudProof(ProofEpoch proofEpoch, TwoPersonApproval approval) {
        this.proofEpoch = proofEpoch;
        this.approval = approval;
    }

    /** What proves it, for people; empty: there is no proof. */
    public Optional<String> of(Proofs proofs, long epoch) {
        Optional<Attestation> attested = proofs.attestation();
        if (attested.isPresent()
                && attested.get().hostsOff()
                && attested.get().witnessFenced()
                && proofEpoch.valid(attested.get().epoch(), epoch)) {
            return Optional.of("the edge attests that every host is off");
        }
        return approval.given(proofs.approvals(), epoch) ? Optional.of("two people approved") : Optional.empty();
    }
}
