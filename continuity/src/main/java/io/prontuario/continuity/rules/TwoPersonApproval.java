package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.DatabaseObservation.Approval;
import io.prontuario.continuity.model.SafetyRule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Two different people approve.
 *
 * <p>Rule: approvals for the epoch by at least two different names. That they are people who may, is checked at admission.
 *
 * <p>Why: one person at three in the morning, looking at one dead screen, is how a hospital gets two records.
 */
public final class TwoPersonApproval {
    private TwoPersonApproval() {}

    public static boolean enough(Set<SafetyRule> guards, List<Approval> approvals, long epoch) {
        Set<String> people = new HashSet<>();
        int valid = 0;
        for (Approval approval : approvals) {
            if (ProofEpoch.valid(guards, approval.epoch(), epoch)) {
                people.add(approval.person());
                valid++;
            }
        }
        return (guards.contains(SafetyRule.TWO_PEOPLE) ? people.size() : valid) >= 2;
    }
}
