package io.prontuario.simulator.modelcheck;

import io.prontuario.simulator.modelcheck.ClusterState.Power;
import io.prontuario.simulator.modelcheck.ClusterState.Witness;
import java.util.List;

/** What breaks, what is mended, and what is proved meanwhile about machines that are off. */
final class FaultTransitions {
    private final Bounds bounds;

    FaultTransitions(Bounds bounds) {
        this.bounds = bounds;
    }

    void from(ClusterState tier, List<Step> steps) {
        if (bounds.cloud()) {
            proofs(tier, steps);
        }
        repairs(tier, steps);
        if (tier.faults() < bounds.faults()) {
            faults(tier, steps);
        }
    }

    /** The edge reads the hosts' power and seals the witness for the cloud; people look, and approve. */
    private static void proofs(ClusterState tier, List<Step> steps) {
        boolean hostsOff = tier.a().power() == Power.OFF && tier.b().power() == Power.OFF;
        Witness witness = tier.witness();
        if (hostsOff && witness.power() == Power.ON && witness.epoch() > 0 && tier.attested() != witness.epoch()) {
            long leap = io.prontuario.continuity.rules.Epochs.sealedForCloud(witness.epoch());
            steps.add(new Step(
                    "attest",
                    StateBuilder.of(tier)
                            .witness(witness.sealed(Math.max(leap, witness.sealed()), true))
                            .attested(witness.epoch())
                            .done()));
        }
        if (tier.siteOff() && tier.cloudRecord().epoch() > 0) {
            steps.add(new Step(
                    "approve",
                    StateBuilder.of(tier).approved(tier.cloudRecord().epoch()).done()));
        }
    }

    private static void repairs(ClusterState tier, List<Step> steps) {
        for (int machine = 0; machine <= ClusterState.EDGE; machine++) {
            if (tier.power(machine) != Power.ON) {
                steps.add(new Step(
                        "repair " + ClusterState.name(machine),
                        StateBuilder.of(tier).power(machine, Power.ON).done()));
            }
        }
        if (tier.cuts() != 0) {
            steps.add(new Step("heal", StateBuilder.of(tier).cuts(0).done()));
        }
    }

    private void faults(ClusterState tier, List<Step> steps) {
        for (int machine = 0; machine <= ClusterState.CLOUD; machine++) {
            if (machine < ClusterState.CLOUD && tier.power(machine) == Power.ON) {
                steps.add(new Step(
                        "kill " + ClusterState.name(machine),
                        StateBuilder.of(tier).power(machine, Power.OFF).fault().done()));
                steps.add(new Step(
                        "freeze " + ClusterState.name(machine),
                        StateBuilder.of(tier)
                                .power(machine, Power.FROZEN)
                                .fault()
                                .done()));
            }
            if ((tier.cuts() & 1 << machine) == 0 && (machine < ClusterState.CLOUD || bounds.cloud())) {
                steps.add(new Step(
                        "cut " + ClusterState.name(machine),
                        StateBuilder.of(tier)
                                .cuts(tier.cuts() | 1 << machine)
                                .fault()
                                .done()));
            }
        }
        if (!tier.siteOff()) {
            steps.add(new Step(
                    "kill site",
                    StateBuilder.of(tier)
                            .power(0, Power.OFF)
                            .power(1, Power.OFF)
                            .power(ClusterState.EDGE, Power.OFF)
                            .fault()
                            .done()));
        }
        for (int host = 0; host <= 1; host++) {
            if (ObservationModel.streams(tier, host)) {
                steps.add(new Step(
                        "gap " + ClusterState.name(host),
                        StateBuilder.of(tier)
                                .witness(tier.witness()
                                        .gapped(tier.database(host).log()))
                                .fault()
                                .done()));
            }
        }
    }
}
