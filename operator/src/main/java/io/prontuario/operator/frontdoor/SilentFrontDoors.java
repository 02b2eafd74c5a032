package io.prontuario.operator.frontdoor;

import io.prontuario.continuity.model.Observation;
import java.util.Optional;

/** No front door answers. */
public final class SilentFrontDoors implements FrontDoors {
    private static final OrderResult NOBODY = new OrderResult.Unreachable("there is no front door here");

    @Override
    public FrontDoorAgent agent(FrontDoorBox box) {
        return new FrontDoorAgent() {
            @Override
            public Optional<FrontDoorReport> report() {
                return Optional.empty();
            }

            @Override
            public OrderResult route(RouteOrder order) {
                return NOBODY;
            }

            @Override
            public OrderResult admit(Fence fence, String bootId) {
                return NOBODY;
            }

            @Override
            public OrderResult heartbeat(Fence fence, Observation.Heartbeat heartbeat) {
                return NOBODY;
            }
        };
    }
}
