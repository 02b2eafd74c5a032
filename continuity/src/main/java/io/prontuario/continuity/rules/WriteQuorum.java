package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.DatabaseObservation.Answer;
import io.prontuario.continuity.model.SafetyRule;
import java.util.Set;

/**
 * Nothing is told to a database that could not be recorded first.
 *
 * <p>Rule: while it is not known that the control plane has a quorum, the write right stays and no database is told anything.
 * Unknown is no quorum.
 *
 * <p>Why: a leader on the small side of a cut remembers an epoch that the other side may have ended. What it repeats to a holder
 * that has just restarted would be a revalidation by someone who cannot know (invariants 6 and 10).
 */
public final class WriteQuorum {
    private WriteQuorum() {}

    public static boolean held(Set<SafetyRule> guards, DatabaseObservation data) {
        return data.quorum() == Answer.YES || !guards.contains(SafetyRule.WRITE_QUORUM);
    }
}
