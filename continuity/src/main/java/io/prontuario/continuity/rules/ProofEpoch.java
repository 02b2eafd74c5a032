package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.SafetyRule;
import java.util.Set;

/**
 * A proof is good for one epoch.
 *
 * <p>Rule: the epoch of an attestation or approval is the newest that the cloud knows of.
 *
 * <p>Why: an approval that was given for last month's disaster, or for an epoch that has ended since, says nothing about the hosts
 * that write now (invariant 14).
 */
public final class ProofEpoch {
    private ProofEpoch() {}

    public static boolean valid(Set<SafetyRule> guards, long proofEpoch, long epoch) {
        return proofEpoch == epoch || !guards.contains(SafetyRule.PROOF_EPOCH);
    }
}
