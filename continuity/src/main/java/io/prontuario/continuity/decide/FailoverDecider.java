package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.Decision;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.State;
import java.time.Instant;

/** The decision core: a pure function. */
public interface FailoverDecider {
    /** The state to start from when nothing is remembered. */
    State initial(Policy policy, Instant now);

    Decision decide(Policy policy, State state, Observation seen, Instant now);
}
