package io.prontuario.operator.reconcile;

import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.Vantage;
import io.prontuario.operator.accept.AcceptedSpec;
import io.prontuario.operator.observe.ObservationAssembler;
import io.prontuario.operator.observe.ProbeScheduler;

/** First phase: take what the probes have seen. Asks nobody and waits for nothing. */
final class ObservePhase {
    private final Vantage vantage;
    private final ProbeScheduler probes;

    ObservePhase(Vantage vantage, ProbeScheduler probes) {
        this.vantage = vantage;
        this.probes = probes;
    }

    Observation look(AcceptedSpec accepted) {
        probes.follow(accepted.spec());
        return ObservationAssembler.assemble(accepted.spec(), vantage, probes.rounds(), accepted.hash());
    }
}
