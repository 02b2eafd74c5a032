package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.DatabaseObservation.Attestation;
import io.prontuario.continuity.model.DatabaseObservation.Proofs;
import io.prontuario.continuity.model.SafetyRule;
import java.util.Optional;
import java.util.Set;

/**
 * The cloud takes the write right on proof, never on silence.
 *
 * <p>Rule: the edge attests for the current epoch that every host is powered off, read back, and that the witness is sealed for the
 * cloud; or two different people approve for the current epoch. A release token is a third way, and names its own epoch.
 *
 * <p>Why: GitHub, October 2018: 43 seconds of partition, a promotion across the WAN that could not fence, 24 hours of repair. From
 * the cloud, a cut and a disaster look the same.
 */
public final class CloudProof {
    private CloudProof() {}

    /** What proves it, for people; empty: nothing does. */
    public static Optional<String> of(Set<SafetyRule> guards, Proofs proofs, long epoch) {
        Optional<Attestation> attested = proofs.attestation();
        if (attested.isPresent()
                && attested.get().hostsOff()
                && attested.get().witnessSealed()
                && ProofEpoch.valid(guards, attested.get().epoch(), epoch)) {
            return Optional.of("the edge attests that every host is off");
        }
        if (TwoPersonApproval.enough(guards, proofs.approvals(), epoch)) {
            return Optional.of("two people approved");
        }
        return guards.contains(SafetyRule.CLOUD_PROOF) ? Optional.empty() : Optional.of("nothing");
    }
}
