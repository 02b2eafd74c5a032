package io.prontuario.operator.config;

import io.prontuario.crds.validation.PlatformValidator;
import io.prontuario.operator.accept.SpecCheck;
import io.prontuario.operator.accept.SpecProblem;
import io.prontuario.operator.frontdoor.EdgeFrontDoors;
import io.prontuario.operator.frontdoor.FrontDoors;

/** Which implementations the product runs with. */
public final class Wiring {
    private Wiring() {}

    static FrontDoors frontDoors(OperatorSettings settings) {
        return new EdgeFrontDoors(settings.agentCa(), settings.agentToken());
    }

    public static SpecCheck specCheck() {
        return spec -> PlatformValidator.errors(spec).stream()
                .map(error -> new SpecProblem(error.path(), error.message() + "; " + error.remedy()))
                .toList();
    }
}
