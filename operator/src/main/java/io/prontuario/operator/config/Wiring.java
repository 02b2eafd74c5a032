package io.prontuario.operator.config;

import io.prontuario.operator.accept.SpecCheck;
import io.prontuario.operator.frontdoor.EdgeFrontDoors;
import io.prontuario.operator.frontdoor.FrontDoors;
import java.util.List;

/** Which implementations the product runs with. */
final class Wiring {
    private Wiring() {}

    static FrontDoors frontDoors(OperatorSettings settings) {
        return new EdgeFrontDoors(settings.agentCa(), settings.agentToken());
    }

    static SpecCheck specCheck() {
        return spec -> List.of();
    }
}
