package io.prontuario.operator.act;

import io.prontuario.continuity.model.Decision;
import io.prontuario.continuity.model.FencingToken;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.State;
import io.prontuario.operator.desired.PlatformRef;
import io.prontuario.operator.feature.PassContext;
import io.prontuario.operator.spec.AcceptedSpec;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What every executor is given. An executor relies on recorded facts only.
 *
 * @param pass the pass, with the status as recorded
 * @param recorded the state that status holds
 * @param answering boxes whose agent answered in the last round of probes; a silent one gets its orders in the pass after it
 *     answers again
 */
public record ActionContext(PassContext pass, State recorded, Set<String> answering) {
    public ActionContext {
        answering = Set.copyOf(answering);
    }

    public static ActionContext of(PassContext pass, Decision decision, Observation observation) {
        Set<String> answering = observation.frontDoors().entrySet().stream()
                .filter(box -> box.getValue().reachable())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return new ActionContext(pass, decision.next(), answering);
    }

    public PlatformRef platform() {
        return pass.ref();
    }

    public AcceptedSpec accepted() {
        return pass.accepted();
    }

    /** @throws java.util.NoSuchElementException on a follower, which gives no orders */
    FencingToken token() {
        return new FencingToken(
                pass.term().orElseThrow(), recorded.epoch(), accepted().generation());
    }
}
