package io.prontuario.operator.frontdoor;

import io.prontuario.continuity.model.FencingToken;
import io.prontuario.continuity.model.Observation;
import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.host.protocol.AgentReport;
import java.util.Optional;

/** The agent of one box. Every call is bounded in seconds and returns a result instead of throwing. */
public interface FrontDoorAgent {
    /** Empty when the agent does not answer. */
    Optional<AgentReport> report();

    AgentAnswer route(RouteOrder order);

    /** @param bootId the boot of the host that is admitted; the agent refuses when the host has restarted since */
    AgentAnswer admit(FencingToken token, String bootId);

    AgentAnswer heartbeat(FencingToken token, Observation.Heartbeat heartbeat);
}
