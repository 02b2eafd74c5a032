package io.prontuario.operator.frontdoor;

import io.prontuario.continuity.model.FencingToken;
import io.prontuario.continuity.model.Observation;
import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.host.protocol.AgentClient.DataResult;
import io.prontuario.host.protocol.AgentReport;
import io.prontuario.host.protocol.data.DataOrder;
import java.util.Optional;

/** No box answers. */
public final class SilentFrontDoors implements FrontDoors, DataAgents {
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

    @Override
    public DataAgent data(FrontDoorBox box) {
        return new DataAgent() {
            @Override
            public DataResult data() {
                return new DataResult.Unavailable("no agent is configured");
            }

            @Override
            public AgentAnswer order(DataOrder order) {
                return UNREACHABLE;
            }
        };
    }
}
