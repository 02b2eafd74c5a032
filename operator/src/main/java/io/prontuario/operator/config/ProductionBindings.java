package io.prontuario.operator.config;

import io.prontuario.crds.validation.PlatformValidator;
import io.prontuario.operator.frontdoor.EdgeFrontDoors;
import io.prontuario.operator.frontdoor.FrontDoors;
import io.prontuario.operator.spec.SpecProblem;
import io.prontuario.operator.spec.SpecValidator;

/** Which implementations the product runs with. */
public final class ProductionBindings {
    private ProductionBindings() {}

    static FrontDoors frontDoors(OperatorSettings settings) {
        return new EdgeFrontDoors(settings.agentCa(), settings.agentToken());
    }

    public static SpecValidator specCheck() {
        return spec -> PlatformValidator.errors(spec).stream()
                .map(error -> new SpecProblem(error.path(), error.message() + "; " + error.remedy()))
                .toList();
    }
}
