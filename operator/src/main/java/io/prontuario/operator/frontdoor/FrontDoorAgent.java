package io.prontuario.operator.frontdoor;

import io.prontuario.continuity.model.Observation;
import java.util.Optional;

/** One box's agent. Every call is bounded in seconds and answers instead of throwing. */
public interface FrontDoorAgent {
    /** Empty when the agent does not answer. */
    Optional<FrontDoorReport> report();

    OrderResult route(RouteOrder order);

    /** @param bootId which start of the machine is admitted; the box refuses when it has started again since */
    OrderResult admit(Fence fence, String bootId);

    OrderResult heartbeat(Fence fence, Observation.Heartbeat heartbeat);
}
