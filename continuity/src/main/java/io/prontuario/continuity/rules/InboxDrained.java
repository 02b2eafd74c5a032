package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.SafetyRule;
import java.util.Set;

/**
 * The right comes home after the inbox is merged.
 *
 * <p>Rule: the number of rows pending in the inbox is known and 0.
 *
 * <p>Why: what was written in the emergency has to be in the record before people write there again, or they would read a record
 * without it and decide on that (invariant 11).
 */
public final class InboxDrained {
    private InboxDrained() {}

    public static boolean merged(Set<SafetyRule> guards, DatabaseObservation data) {
        return !guards.contains(SafetyRule.INBOX_MERGED)
                || (data.inboxPending().isPresent() && data.inboxPending().getAsLong() == 0);
    }
}
