package io.prontuario.continuity.rules;

/**
 * A proof is valid for one epoch.
 *
 * <p>Rule: the epoch of an attestation or approval is the newest that the cloud knows of.
 *
 * <p>Why: an approval that was given for last month's disaster, or for an epoch that has ended since, says nothing about the hosts that
 * write now.
 */
public class ProofEpoch {
    ProofEpoch() {}

    public boolean valid(long proofEpoch, long epoch) {
        return proofEpoch == epoch;
    }
}
