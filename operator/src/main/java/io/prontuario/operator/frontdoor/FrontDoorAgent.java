package io.prontuario.operator.frontdoor;

import io.prontuario.continuity.model.Observation;
import java.util.Optional;

/** One box's agent. Every call is bounded in seconds and answers instead of throwing. */
public interface FrontDoorAgent {
    /** Empty when the agent does not answer. */
    Optional<FrontDoorReport> report();

    Delivery route(RouteOrder order);

    /** @param bootId which start of the machine is admitted; the box refuses when it has started again since */
    Delivery admit(Fence fence, String bootId);

    Delivery heartbeat(Fence fence, Observation.Heartbeat heartbeat);
}
