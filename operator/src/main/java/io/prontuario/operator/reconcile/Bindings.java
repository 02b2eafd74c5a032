package io.prontuario.operator.reconcile;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.prontuario.operator.frontdoor.DataAgents;
import io.prontuario.operator.frontdoor.FrontDoors;
import io.prontuario.operator.observe.ProjectionPoller;
import io.prontuario.operator.spec.SpecValidator;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the operator reaches what is outside its cluster, and its clock. Tests replace single ones.
 *
 * @param frontDoors the agents of the front doors
 * @param dataAgents the agents of the boxes that keep the record
 * @param recordAuthority whose certificates the record has, a PEM file; empty where its connections are not encrypted
 * @param validator judges specs
 * @param connect makes a client for another cluster, whose every request is bounded in seconds
 * @param projection how the job that ships the projection is asked
 */
public record Bindings(
        FrontDoors frontDoors,
        DataAgents dataAgents,
        Optional<Path> recordAuthority,
        SpecValidator validator,
        Function<Config, KubernetesClient> connect,
        ProjectionPoller.Options projection,
        Clock clock) {

    public Bindings with(FrontDoors others) {
        return new Bindings(others, dataAgents, recordAuthority, validator, connect, projection, clock);
    }

    public Bindings with(DataAgents others) {
        return new Bindings(frontDoors, others, recordAuthority, validator, connect, projection, clock);
    }

    public Bindings with(SpecValidator other) {
        return new Bindings(frontDoors, dataAgents, recordAuthority, other, connect, projection, clock);
    }

    public Bindings with(ProjectionPoller.Options other) {
        return new Bindings(frontDoors, dataAgents, recordAuthority, validator, connect, other, clock);
    }

    public Bindings with(Clock other) {
        return new Bindings(frontDoors, dataAgents, recordAuthority, validator, connect, projection, other);
    }
}
