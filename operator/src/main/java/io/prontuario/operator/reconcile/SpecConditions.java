package io.prontuario.operator.reconcile;

import io.prontuario.continuity.model.Condition;
import io.prontuario.operator.accept.Acceptance;
import io.prontuario.operator.accept.SpecProblem;
import io.prontuario.operator.status.OwnCondition;
import java.util.List;
import java.util.stream.Collectors;

/** What is said of the spec itself. */
final class SpecConditions {
    private SpecConditions() {}

    /** @param generation of the object as it is now, accepted or not */
    static List<OwnCondition> of(Acceptance.Verdict verdict, long generation) {
        if (verdict.problems().isEmpty()) {
            return List.of(
                    OwnCondition.of(Condition.Type.SpecValid, Condition.Status.True, "Accepted", "the spec is in use")
                            .about(generation));
        }
        String problems = problems(verdict);
        String running = verdict.running().isPresent()
                ? "generation " + verdict.running().get().generation() + " keeps running. "
                : "nothing runs yet. ";
        OwnCondition invalid = OwnCondition.of(
                        Condition.Type.SpecValid, Condition.Status.False, "Invalid", running + problems)
                .about(generation);
        OwnCondition stalled = OwnCondition.of(
                        Condition.Type.Stalled, Condition.Status.True, "InvalidSpec", "correct the spec: " + problems)
                .about(generation);
        if (verdict.running().isPresent()) {
            return List.of(invalid, stalled);
        }
        OwnCondition notReady = OwnCondition.of(
                        Condition.Type.Ready,
                        Condition.Status.False,
                        "InvalidSpec",
                        "no spec was ever accepted: " + problems)
                .about(generation);
        return List.of(notReady, invalid, stalled);
    }

    /** Field and remedy of every problem, on one line. */
    static String problems(Acceptance.Verdict verdict) {
        return verdict.problems().stream().map(SpecProblem::toString).collect(Collectors.joining("; "));
    }
}
