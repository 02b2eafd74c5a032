package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.DatabaseObservation.WitnessStatus;

/**
 * The witness counts only if its WAL begins where the candidate's ends, or before.
 *
 * <p>Rule: the witness counts for a candidate when the start of its WAL is at or before the candidate's position, so that the candidate
 * can replay from there to the witness's end.
 *
 * <p>Why: a witness that was away while its slot reached its size limit begins anew at the writer's present position. What it holds is
 * valid and does not help: writes between the candidate and it are missing.
 */
public class WitnessWalContiguous {
    WitnessWalContiguous() {}

    public boolean counts(WitnessStatus witness, long candidatePosition) {
        return witness.from() <= candidatePosition;
    }
}
