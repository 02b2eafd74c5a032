package io.prontuario.simulator.modelcheck;

import io.prontuario.continuity.model.DatabaseObservation.Proofs;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriteAction;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.model.WriterEpoch.Phase;
import io.prontuario.simulator.modelcheck.ClusterState.Database;
import io.prontuario.simulator.modelcheck.ClusterState.Power;
import io.prontuario.simulator.modelcheck.OperatorTransitions.Round;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What must come of a tier when nothing more goes wrong: somebody writes again, within a few rounds. */
final class LivenessChecks {
    private static final int ROUNDS = 10;

    private final Fingerprints known = new Fingerprints();
    private final SuccessorStates moves;
    private final Bounds bounds;
    private final OperatorTransitions operators;

    LivenessChecks(Bounds bounds, OperatorTransitions operators) {
        this.operators = operators;
        this.bounds = bounds;
        this.moves =
                new SuccessorStates(new Bounds(0, Integer.MAX_VALUE, 0, bounds.cloud(), bounds.planned()), operators);
    }

    /** 17: everything repaired leads to a writer whose writes are acknowledged. */
    Optional<String> repaired(ClusterState tier) {
        StateBuilder change = StateBuilder.of(tier).cuts(0);
        for (int machine = 0; machine <= ClusterState.EDGE; machine++) {
            change.power(machine, Power.ON);
        }
        ClusterState well = change.done();
        return writes(well, Optional.empty(), true)
                ? Optional.empty()
                : Optional.of("RepairedMeansWritten: everything runs and nobody writes");
    }

    /** 20 and 3: while two copies are promised, the writer's death leaves someone who takes over, without its help. */
    Optional<String> bereaved(ClusterState tier) {
        WriterEpoch right = tier.record();
        if (!twoCopies(tier, right)) {
            return Optional.empty();
        }
        int holder = ClusterState.machine(right.holder().orElseThrow());
        ClusterState dead = StateBuilder.of(tier).power(holder, Power.OFF).done();
        return writes(dead, right.holder(), false)
                ? Optional.empty()
                : Optional.of("TheNextDeathIsSurvived: " + right.holder().get()
                        + " dies with two copies in its set and nobody can follow");
    }

    /** Undisturbed, and the one synchronous set in force names the other host and the witness, both of which follow. */
    private static boolean twoCopies(ClusterState tier, WriterEpoch right) {
        if (right.phase() != Phase.HELD
                || right.heldBy(SiteName.CLOUD)
                || tier.cloudRecord().holder().isPresent()
                || right.inForce().size() != 1
                || right.inForce().get(0).members().size() != 2
                || tier.cuts() != 0
                || !tier.witness().unbroken()) {
            return false;
        }
        int holder = ClusterState.machine(right.holder().orElseThrow());
        for (int machine = 0; machine <= ClusterState.EDGE; machine++) {
            if (tier.power(machine) != Power.ON) {
                return false;
            }
        }
        Database writer = tier.database(holder);
        return writer.writing()
                && writer.epoch() == right.epoch()
                && writer.set().equals(right.inForce().get(0))
                && tier.witness().epoch() == right.epoch()
                && tier.database(1 - holder).epoch() == right.epoch()
                && tier.witness().from() <= tier.database(1 - holder).log().length()
                && !tier.witness().promisedAway(right.epoch());
    }

    private boolean writes(ClusterState from, Optional<SiteName> lost, boolean hostsBack) {
        ClusterState tier = from;
        List<Long> passed = new ArrayList<>(ROUNDS);
        for (int round = 0; round < ROUNDS; round++) {
            tier = StateCanonicalizer.of(StateBuilder.of(tier).orders(List.of()).done(), bounds);
            long print = Fingerprints.mix(
                    tier.core(), lost.map(ClusterState::machine).orElse(9) + (hostsBack ? 16L : 0));
            if (known.contains(print)) {
                return good(passed);
            }
            passed.add(print);
            for (int operator = ClusterState.OPERATOR_ON.length - 1; operator >= 0; operator--) {
                tier = flowed(tier);
                if (tier.power(ClusterState.OPERATOR_ON[operator]) != Power.ON) {
                    continue;
                }
                boolean failed = lost.isPresent() && tier.record().holder().equals(lost);
                Proofs proofs = operator == ClusterState.CLOUD_OPERATOR ? ObservationModel.proofs(tier) : Proofs.none();
                ClusterState before =
                        StateBuilder.of(tier).orders(List.of()).done(); // nothing late helps, nothing late is needed
                tier = operators
                        .decide(
                                before,
                                operator,
                                ObservationModel.of(tier, operator),
                                new Round(failed, false, Optional.empty(), proofs, OptionalLong.of(0), hostsBack),
                                "quiet")
                        .after();
                for (WriteAction order : tier.orders()) {
                    if (tier.reaches(ClusterState.OPERATOR_ON[operator], order.carryOut(Receiver.INSTANCE))) {
                        tier = MessageDelivery.of(tier, order);
                    }
                }
            }
            tier = flowed(tier);
            if (acknowledged(tier)) {
                return good(passed);
            }
        }
        return false;
    }

    private boolean good(List<Long> passed) {
        passed.forEach(print -> known.add(print, 0));
        return true;
    }

    private ClusterState flowed(ClusterState from) {
        ClusterState tier = from;
        boolean flows = true;
        while (flows) {
            flows = false;
            for (Step step : moves.flows(tier)) {
                if (!step.after().equals(tier)) {
                    tier = step.after();
                    flows = true;
                    break;
                }
            }
        }
        return tier;
    }

    /** Whoever holds the right writes, and whoever it waits for has all of its log. */
    private static boolean acknowledged(ClusterState tier) {
        WriterEpoch right = tier.newest();
        if (right.phase() != Phase.HELD || right.holder().isEmpty()) {
            return false;
        }
        Database writer = tier.database(ClusterState.machine(right.holder().get()));
        if (!writer.writing() || writer.epoch() != right.epoch()) {
            return false;
        }
        int have = 0;
        for (SiteName member : writer.set().members()) {
            boolean witness = member.equals(SyncSet.WITNESS);
            long epoch = witness
                    ? tier.witness().epoch()
                    : tier.database(ClusterState.machine(member)).epoch();
            String log = witness
                    ? tier.witness().log()
                    : tier.database(ClusterState.machine(member)).log();
            have += epoch == writer.epoch() && log.equals(writer.log()) ? 1 : 0;
        }
        return have >= writer.set().required();
    }
}
