package io.prontuario.operator.reconcile;

import io.prontuario.continuity.decide.FailoverDecider;
import io.prontuario.continuity.model.Decision;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.State;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.operator.status.StatusMapping;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state that the next decision starts from. Status is the durable memory: a change to it, by another leader or by hand, wins.
 * Evidence is this process's own and is gathered on followers too, so that a new leader has it at once. Thread-safe.
 */
final class DecisionMemory {
    private final FailoverDecider decider;
    private @Nullable State memory;
    private @Nullable PlatformStatus recorded;

    DecisionMemory(FailoverDecider decider) {
        this.decider = decider;
    }

    /** Counts evidence and decides nothing: on a follower, and when a decision could not be recorded. */
    synchronized void observe(Policy policy, Observation observation, Instant now) {
        State before = memory == null ? decider.initial(policy, now) : memory;
        memory = decider.observe(policy, before, observation, now);
    }

    /** @param status as read from the API server */
    synchronized State state(Policy policy, @Nullable PlatformStatus status, Instant now) {
        if (memory != null && recorded != null && recorded.equals(status)) {
            return memory;
        }
        State warm = memory == null ? decider.initial(policy, now) : memory;
        return StatusMapping.remembered(status)
                .map(remembered -> decider.restore(policy, remembered, warm, now))
                .orElseGet(() -> decider.initial(policy, now));
    }

    /** @param status as the API server holds it now, after the decision was recorded */
    synchronized void recorded(Decision decision, @Nullable PlatformStatus status) {
        memory = decision.next();
        recorded = status;
    }
}
