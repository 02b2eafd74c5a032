package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.DatabaseObservation.Answer;

/**
 * No database is told what could not be recorded first.
 *
 * <p>Rule: while it is not known that the control plane has a quorum, the writer stays and no database is told anything. Unknown is no
 * quorum.
 *
 * <p>Why: a leader on the small side of a cut remembers an epoch that the other side may have ended. Repeating it to a writer that has
 * just restarted would revalidate a writer that was replaced.
 */
public class WriteQuorum {
    WriteQuorum() {}

    public boolean present(DatabaseObservation data) {
        return data.quorum() == Answer.YES;
    }
}
