package io.prontuario.simulator.modelcheck;

import io.prontuario.simulator.modelcheck.Tier.Power;
import io.prontuario.simulator.modelcheck.Tier.Witness;
import java.util.List;

/** What breaks, what is mended, and what is proved meanwhile about machines that are off. */
final class Troubles {
    private final Bounds bounds;

    Troubles(Bounds bounds) {
        this.bounds = bounds;
    }

    void from(Tier tier, List<Step> steps) {
        if (bounds.cloud()) {
            proofs(tier, steps);
        }
        repairs(tier, steps);
        if (tier.faults() < bounds.faults()) {
            faults(tier, steps);
        }
    }

    /** The edge reads the hosts' power and seals the witness for the cloud; people look, and approve. */
    private static void proofs(Tier tier, List<Step> steps) {
        boolean hostsOff = tier.a().power() == Power.OFF && tier.b().power() == Power.OFF;
        Witness witness = tier.witness();
        if (hostsOff && witness.power() == Power.ON && witness.epoch() > 0 && tier.attested() != witness.epoch()) {
            long leap = io.prontuario.continuity.rules.Epochs.sealedForCloud(witness.epoch());
            steps.add(new Step(
                    "attest",
                    Change.of(tier)
                            .witness(witness.sealed(Math.max(leap, witness.sealed()), true))
                            .attested(witness.epoch())
                            .done()));
        }
        if (tier.siteOff() && tier.cloudRecord().epoch() > 0) {
            steps.add(new Step(
                    "approve",
                    Change.of(tier).approved(tier.cloudRecord().epoch()).done()));
        }
    }

    private static void repairs(Tier tier, List<Step> steps) {
        for (int machine = 0; machine <= Tier.EDGE; machine++) {
            if (tier.power(machine) != Power.ON) {
                steps.add(new Step(
                        "repair " + Tier.name(machine),
                        Change.of(tier).power(machine, Power.ON).done()));
            }
        }
        if (tier.cuts() != 0) {
            steps.add(new Step("heal", Change.of(tier).cuts(0).done()));
        }
    }

    private void faults(Tier tier, List<Step> steps) {
        for (int machine = 0; machine <= Tier.CLOUD; machine++) {
            if (machine < Tier.CLOUD && tier.power(machine) == Power.ON) {
                steps.add(new Step(
                        "kill " + Tier.name(machine),
                        Change.of(tier).power(machine, Power.OFF).fault().done()));
                steps.add(new Step(
                        "freeze " + Tier.name(machine),
                        Change.of(tier).power(machine, Power.FROZEN).fault().done()));
            }
            if ((tier.cuts() & 1 << machine) == 0 && (machine < Tier.CLOUD || bounds.cloud())) {
                steps.add(new Step(
                        "cut " + Tier.name(machine),
                        Change.of(tier).cuts(tier.cuts() | 1 << machine).fault().done()));
            }
        }
        if (!tier.siteOff()) {
            steps.add(new Step(
                    "kill site",
                    Change.of(tier)
                            .power(0, Power.OFF)
                            .power(1, Power.OFF)
                            .power(Tier.EDGE, Power.OFF)
                            .fault()
                            .done()));
        }
        for (int host = 0; host <= 1; host++) {
            if (Facts.streams(tier, host)) {
                steps.add(new Step(
                        "gap " + Tier.name(host),
                        Change.of(tier)
                                .witness(tier.witness()
                                        .gapped(tier.database(host).log()))
                                .fault()
                                .done()));
            }
        }
    }
}
