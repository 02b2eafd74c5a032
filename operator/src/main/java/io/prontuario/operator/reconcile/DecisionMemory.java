package io.prontuario.operator.reconcile;

import io.prontuario.continuity.decide.FailoverDecider;
import io.prontuario.continuity.model.Decision;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.PersistedState;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.State;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.operator.status.StatusMapping;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Second phase: the pure decision, and the memory around it. Status is the memory that counts: whatever somebody else wrote
 * there since is taken up. Evidence is this process's own, gathered on followers too, so that a new leader is not blind.
 */
final class DecisionMemory {
    private final FailoverDecider decider;
    private @Nullable State memory;
    private @Nullable PlatformStatus recorded;

    DecisionMemory(FailoverDecider decider) {
        this.decider = decider;
    }

    /** Counts what was seen and decides nothing: on a follower, and when a decision could not be recorded. */
    synchronized void observe(Policy policy, Observation seen, Instant now) {
        State before = memory == null ? decider.initial(policy, now) : memory;
        memory = decider.observe(policy, before, seen, now);
    }

    /** @param status as read from the API server; its memory wins over this process's */
    synchronized Decision decide(Policy policy, @Nullable PlatformStatus status, Observation seen, Instant now) {
        return decider.decide(policy, current(policy, status, now), seen, now);
    }

    /** @param status as the API server holds it now, after the decision was recorded */
    synchronized void recorded(Decision decision, @Nullable PlatformStatus status) {
        memory = decision.next();
        recorded = status;
    }

    private State current(Policy policy, @Nullable PlatformStatus status, Instant now) {
        if (memory != null && recorded != null && recorded.equals(status)) {
            return memory;
        }
        State warm = memory == null ? decider.initial(policy, now) : memory;
        Optional<PersistedState> remembered = StatusMapping.remembered(status);
        return remembered.isEmpty()
                ? decider.initial(policy, now)
                : decider.restore(policy, remembered.get(), warm, now);
    }
}
