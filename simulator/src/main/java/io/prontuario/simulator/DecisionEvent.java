package io.prontuario.simulator;

import io.prontuario.continuity.model.Decision;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.State;
import java.time.Instant;

/**
 * One decision that was recorded and acted on, beside the truth of that moment.
 *
 * @param replica which operator process
 * @param at milliseconds from the start, by no node's clock
 * @param restored whether this replica began to lead with this round
 */
record DecisionEvent(
        Replica replica,
        long at,
        boolean restored,
        Policy policy,
        State before,
        Observation seen,
        Instant now,
        Decision decision,
        World world) {
    boolean onsite() {
        return replica.onsite;
    }

    State after() {
        return decision.next();
    }
}
