package io.prontuario.operator.reconcile;

import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.Observation.PublicSide;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.operator.observe.ObservationAssembler;
import io.prontuario.operator.observe.ProbeScheduler;
import io.prontuario.operator.spec.AcceptedSpec;
import java.util.Optional;
import java.util.function.Supplier;

/** First phase: takes the newest probe results. Sends nothing and waits for nothing. */
final class ProbeObserver implements AutoCloseable {
    private final OperatorRole role;
    private final ProbeScheduler probes;
    private final Supplier<Optional<PublicSide>> publicSide;

    ProbeObserver(OperatorRole role, ProbeScheduler probes, Supplier<Optional<PublicSide>> publicSide) {
        this.role = role;
        this.probes = probes;
        this.publicSide = publicSide;
    }

    /** Probes what this spec names from now on. */
    void follow(AcceptedSpec accepted) {
        probes.follow(accepted.spec());
    }

    Observation observe(AcceptedSpec accepted) {
        follow(accepted);
        return ObservationAssembler.assemble(accepted.spec(), role, probes.rounds(), accepted.hash(), publicSide.get());
    }

    @Override
    public void close() {
        probes.close();
    }
}
