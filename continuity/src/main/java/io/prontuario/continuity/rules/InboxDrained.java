package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.DatabaseObservation;

/**
 * The writer returns to the site after the inbox is merged.
 *
 * <p>Rule: the number of rows pending in the inbox is known and 0.
 *
 * <p>Why: what was written in the emergency has to be in the record before people write there again, or they would read a record without
 * it and decide on that.
 */
public class InboxDrained {
    InboxDrained() {}

    public boolean drained(DatabaseObservation data) {
        return data.inboxPending().isPresent() && data.inboxPending().getAsLong() == 0;
    }
}
