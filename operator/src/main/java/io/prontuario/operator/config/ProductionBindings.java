package io.prontuario.operator.config;

import io.prontuario.crds.validation.PlatformValidator;
import io.prontuario.operator.frontdoor.HttpFrontDoors;
import io.prontuario.operator.observe.ProjectionPoller;
import io.prontuario.operator.reconcile.Bindings;
import io.prontuario.operator.spec.SpecProblem;
import io.prontuario.operator.spec.SpecValidator;
import java.time.Clock;
import java.util.Optional;

/** The implementations that the product runs with. */
public final class ProductionBindings {
    private ProductionBindings() {}

    static Bindings of(OperatorSettings settings) {
        HttpFrontDoors boxes = new HttpFrontDoors(settings.agentCa(), settings.agentToken());
        return new Bindings(
                boxes,
                boxes,
                // A database has the certificate of its box.
                Optional.of(settings.agentCa()),
                specValidator(),
                Clients::of,
                ProjectionPoller.Options.IN_CLUSTER,
                Clock.systemUTC());
    }

    public static SpecValidator specValidator() {
        return spec -> PlatformValidator.errors(spec).stream()
                .map(error -> new SpecProblem(error.path(), error.message() + "; " + error.remedy()))
                .toList();
    }
}
