package io.prontuario.operator.reconcile;

import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.Observation.PublicSide;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.operator.observe.ObservationAssembler;
import io.prontuario.operator.observe.ProbeScheduler;
import io.prontuario.operator.spec.AcceptedSpec;
import java.util.Optional;
import java.util.function.Supplier;

/** First phase: take what the probes have seen. Asks nobody and waits for nothing. */
final class ObservePhase {
    private final OperatorRole operatorRole;
    private final ProbeScheduler probes;
    private final Supplier<Optional<PublicSide>> outside;

    ObservePhase(OperatorRole operatorRole, ProbeScheduler probes, Supplier<Optional<PublicSide>> outside) {
        this.operatorRole = operatorRole;
        this.probes = probes;
        this.outside = outside;
    }

    Observation look(AcceptedSpec accepted) {
        probes.follow(accepted.spec());
        return ObservationAssembler.assemble(
                accepted.spec(), operatorRole, probes.rounds(), accepted.hash(), outside.get());
    }
}
