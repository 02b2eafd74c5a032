package io.prontuario.operator.reconcile;

import io.prontuario.continuity.model.Condition;
import io.prontuario.operator.spec.SpecAdmission;
import io.prontuario.operator.status.OperatorCondition;
import java.util.List;

/** Conditions of the spec itself. */
final class SpecConditions {
    private SpecConditions() {}

    /** @param generation of the object as it is now, accepted or not */
    static List<OperatorCondition> of(SpecAdmission.Verdict verdict, long generation) {
        if (verdict.problems().isEmpty()) {
            return List.of(OperatorCondition.of(
                            Condition.Type.SpecValid, Condition.Status.True, "Accepted", "the spec is in use")
                    .about(generation));
        }
        String problems = verdict.problemText();
        String running = verdict.running().isPresent()
                ? "generation " + verdict.running().get().generation() + " keeps running. "
                : "no spec runs yet. ";
        OperatorCondition invalid = OperatorCondition.of(
                        Condition.Type.SpecValid, Condition.Status.False, "Invalid", running + problems)
                .about(generation);
        OperatorCondition stalled = OperatorCondition.of(
                        Condition.Type.Stalled, Condition.Status.True, "InvalidSpec", "correct the spec: " + problems)
                .about(generation);
        if (verdict.running().isPresent()) {
            return List.of(invalid, stalled);
        }
        OperatorCondition notReady = OperatorCondition.of(
                        Condition.Type.Ready,
                        Condition.Status.False,
                        "InvalidSpec",
                        "no spec was ever accepted: " + problems)
                .about(generation);
        return List.of(notReady, invalid, stalled);
    }
}
