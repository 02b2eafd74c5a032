package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.DatabaseObservation.WitnessStatus;
import io.prontuario.continuity.model.SafetyRule;
import java.util.Set;

/**
 * A witness with a gap is not counted.
 *
 * <p>Rule: the witness counts for a candidate when what it holds begins at or before the candidate's position, so that the
 * candidate can go on from there to the witness's end.
 *
 * <p>Why: a witness that was away while its slot ran into the cap begins anew at the writer's present position. What it holds is
 * right and does not help: between the candidate and it writes are missing.
 */
public final class WitnessWalContiguous {
    private WitnessWalContiguous() {}

    public static boolean counts(Set<SafetyRule> guards, WitnessStatus witness, long candidatePosition) {
        return witness.from() <= candidatePosition || !guards.contains(SafetyRule.GAP_FREE);
    }
}
