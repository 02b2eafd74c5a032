package io.prontuario.operator.frontdoor;

import io.prontuario.continuity.model.FencingToken;
import io.prontuario.continuity.model.Observation;
import java.util.Optional;

/** No front door answers. */
public final class SilentFrontDoors implements FrontDoors {
    private static final OrderResult UNREACHABLE = new OrderResult.Unreachable("no front door is configured");

    @Override
    public FrontDoorAgent agent(FrontDoorBox box) {
        return new FrontDoorAgent() {
            @Override
            public Optional<FrontDoorReport> report() {
                return Optional.empty();
            }

            @Override
            public OrderResult route(RouteOrder order) {
                return UNREACHABLE;
            }

            @Override
            public OrderResult admit(FencingToken token, String bootId) {
                return UNREACHABLE;
            }

            @Override
            public OrderResult heartbeat(FencingToken token, Observation.Heartbeat heartbeat) {
                return UNREACHABLE;
            }
        };
    }
}
