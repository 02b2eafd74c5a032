package io.prontuario.operator.reconcile;

import io.prontuario.continuity.model.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The actions of a pass. Pure. @param generation of the spec that was accepted then */
record CarriedOut(long generation, List<Action> actions, Instant at) {
    private static final Duration LATELY = Duration.ofSeconds(1);

    /** Whether the next one would only do the same again, less than a second later. */
    boolean isRepeatedBy(CarriedOut next) {
        return generation == next.generation
                && actions.equals(next.actions)
                && Duration.between(at, next.at).abs().compareTo(LATELY) < 0;
    }
}
