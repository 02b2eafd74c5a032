package io.prontuario.operator.reconcile;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.prontuario.operator.frontdoor.FrontDoors;
import io.prontuario.operator.observe.ProjectionPoller;
import io.prontuario.operator.spec.SpecValidator;
import java.time.Clock;
import java.util.function.Function;

/**
 * How the operator reaches what is outside its cluster, and its clock. Tests replace single ones.
 *
 * @param frontDoors the agents of the front doors
 * @param validator judges specs
 * @param connect makes a client for another cluster, whose every request is bounded in seconds
 * @param projection how the job that ships the projection is asked
 */
public record Bindings(
        FrontDoors frontDoors,
        SpecValidator validator,
        Function<Config, KubernetesClient> connect,
        ProjectionPoller.Options projection,
        Clock clock) {

    public Bindings with(FrontDoors others) {
        return new Bindings(others, validator, connect, projection, clock);
    }

    public Bindings with(SpecValidator other) {
        return new Bindings(frontDoors, other, connect, projection, clock);
    }

    public Bindings with(ProjectionPoller.Options other) {
        return new Bindings(frontDoors, validator, connect, other, clock);
    }

    public Bindings with(Clock other) {
        return new Bindings(frontDoors, validator, connect, projection, other);
    }
}
