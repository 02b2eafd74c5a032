package io.prontuario.simulator.modelcheck;

import io.prontuario.simulator.modelcheck.ClusterState.Power;
import io.prontuario.simulator.modelcheck.ClusterState.Witness;
import java.util.List;

/** Faults, repairs, and proofs about machines that are off. */
final class FaultTransitions {
    private final Bounds bounds;

    FaultTransitions(Bounds bounds) {
        this.bounds = bounds;
    }

    void from(ClusterState state, List<Step> steps) {
        if (bounds.cloud()) {
            proofs(state, steps);
        }
        repairs(state, steps);
        if (state.faults() < bounds.faults()) {
            faults(state, steps);
        }
    }

    /** The edge reads the hosts' power and seals the witness for the cloud; people look, and approve. */
    private static void proofs(ClusterState state, List<Step> steps) {
        boolean hostsOff = state.a().power() == Power.OFF && state.b().power() == Power.OFF;
        Witness witness = state.witness();
        if (hostsOff && witness.power() == Power.ON && witness.epoch() > 0 && state.attested() != witness.epoch()) {
            long leap = io.prontuario.continuity.rules.Epochs.fencedForCloud(witness.epoch());
            steps.add(new Step(
                    "attest",
                    StateBuilder.of(state)
                            .witness(witness.fencedBelow(Math.max(leap, witness.fencedBelow()), true))
                            .attested(witness.epoch())
                            .done()));
        }
        if (state.siteOff() && state.cloudRecord().epoch() > 0) {
            steps.add(new Step(
                    "approve",
                    StateBuilder.of(state).approved(state.cloudRecord().epoch()).done()));
        }
    }

    private static void repairs(ClusterState state, List<Step> steps) {
        for (int machine = 0; machine <= ClusterState.EDGE; machine++) {
            if (state.power(machine) != Power.ON) {
                steps.add(new Step(
                        "repair " + ClusterState.name(machine),
                        StateBuilder.of(state).power(machine, Power.ON).done()));
            }
        }
        if (state.cuts() != 0) {
            steps.add(new Step("heal", StateBuilder.of(state).cuts(0).done()));
        }
    }

    private void faults(ClusterState state, List<Step> steps) {
        for (int machine = 0; machine <= ClusterState.CLOUD; machine++) {
            if (machine < ClusterState.CLOUD && state.power(machine) == Power.ON) {
                steps.add(new Step(
                        "kill " + ClusterState.name(machine),
                        StateBuilder.of(state).power(machine, Power.OFF).fault().done()));
                steps.add(new Step(
                        "freeze " + ClusterState.name(machine),
                        StateBuilder.of(state)
                                .power(machine, Power.FROZEN)
                                .fault()
                                .done()));
            }
            if ((state.cuts() & 1 << machine) == 0 && (machine < ClusterState.CLOUD || bounds.cloud())) {
                steps.add(new Step(
                        "cut " + ClusterState.name(machine),
                        StateBuilder.of(state)
                                .cuts(state.cuts() | 1 << machine)
                                .fault()
                                .done()));
            }
        }
        if (!state.siteOff()) {
            steps.add(new Step(
                    "kill site",
                    StateBuilder.of(state)
                            .power(0, Power.OFF)
                            .power(1, Power.OFF)
                            .power(ClusterState.EDGE, Power.OFF)
                            .fault()
                            .done()));
        }
        for (int host = 0; host <= 1; host++) {
            if (ObservationModel.streams(state, host)) {
                steps.add(new Step(
                        "gap " + ClusterState.name(host),
                        StateBuilder.of(state)
                                .witness(state.witness()
                                        .gapped(state.database(host).log()))
                                .fault()
                                .done()));
            }
        }
    }
}
