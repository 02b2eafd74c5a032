package io.prontuario.operator.frontdoor;

import io.prontuario.continuity.model.FencingToken;
import io.prontuario.continuity.model.Observation;
import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.host.protocol.AgentReport;
import java.util.Optional;

/** No front door answers. */
public final class SilentFrontDoors implements FrontDoors {
    private static final AgentAnswer UNREACHABLE = new AgentAnswer.Unreachable("no front door is configured");

    @Override
    public FrontDoorAgent agent(FrontDoorBox box) {
        return new FrontDoorAgent() {
            @Override
            public Optional<AgentReport> report() {
                return Optional.empty();
            }

            @Override
            public AgentAnswer route(RouteOrder order) {
                return UNREACHABLE;
            }

            @Override
            public AgentAnswer admit(FencingToken token, String bootId) {
                return UNREACHABLE;
            }

            @Override
            public AgentAnswer heartbeat(FencingToken token, Observation.Heartbeat heartbeat) {
                return UNREACHABLE;
            }
        };
    }
}
