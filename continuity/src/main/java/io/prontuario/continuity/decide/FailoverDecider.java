package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.Decision;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.Remembered;
import io.prontuario.continuity.model.State;
import java.time.Instant;

/** The decision core: a pure function. {@code new PhasedDecider()} is the one that runs. */
public interface FailoverDecider {
    /** The state to start from when nothing is remembered: a platform's creation. */
    State initial(Policy policy, Instant now);

    /**
     * The state to go on from after an operator restart or a change of leader. Admissions, epoch, health and history come from
     * status; evidence starts anew, unless {@code warm} (this replica's own {@link #observe} so far) has some.
     */
    State restore(Policy policy, Remembered remembered, State warm, Instant now);

    /** As above, with no evidence of one's own. */
    default State restore(Policy policy, Remembered remembered, Instant now) {
        return restore(policy, remembered, initial(policy, now), now);
    }

    /** Counts evidence and decides nothing: what a replica that does not lead does every round, to be warm when it must lead. */
    State observe(Policy policy, State state, Observation seen, Instant now);

    /** One round. The operator records {@link Decision#next()} and then carries out its actions. */
    Decision decide(Policy policy, State state, Observation seen, Instant now);
}
