package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.DatabaseObservation.Approval;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Two different people approve.
 *
 * <p>Rule: approvals for the epoch by at least two different names. Whether they may approve is checked at admission.
 *
 * <p>Why: one person at three in the morning, looking at one dead screen, is how a hospital gets two records.
 */
public class TwoPersonApproval {
    private final ProofEpoch proofEpoch;

    TwoPersonApproval(ProofEpoch proofEpoch) {
        this.proofEpoch = proofEpoch;
    }

    public boolean given(List<Approval> approvals, long epoch) {
        Set<String> people = new HashSet<>();
        for (Approval approval : approvals) {
            if (proofEpoch.valid(approval.epoch(), epoch)) {
                people.add(approval.person());
            }
        }
        return people.size() >= 2;
    }
}
