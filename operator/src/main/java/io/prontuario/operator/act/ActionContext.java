package io.prontuario.operator.act;

import io.prontuario.continuity.model.State;
import io.prontuario.operator.desired.PlatformRef;
import io.prontuario.operator.frontdoor.Fence;
import io.prontuario.operator.spec.AcceptedSpec;
import java.util.Set;

/**
 * What every executor is given: nothing it does may rest on anything that is not recorded.
 *
 * @param recorded the state that status holds
 * @param term the leader's term
 * @param answering boxes whose agent answered in the last round: a silent one gets its orders in the round after it answers
 */
public record ActionContext(
        PlatformRef platform, AcceptedSpec accepted, State recorded, long term, Set<String> answering) {
    public ActionContext {
        answering = Set.copyOf(answering);
    }

    Fence fence() {
        return new Fence(recorded.epoch(), term, accepted.generation());
    }
}
