package io.prontuario.simulator.modelcheck;

import io.prontuario.continuity.model.DatabaseObservation.Proofs;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriteAction;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.model.WriterEpoch.Phase;
import io.prontuario.simulator.Invariant;
import io.prontuario.simulator.modelcheck.ClusterState.Database;
import io.prontuario.simulator.modelcheck.ClusterState.Power;
import io.prontuario.simulator.modelcheck.OperatorTransitions.DecisionInputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What must follow from a state when no further fault happens: a database writes again within a few rounds. */
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

    /** Everything repaired leads to a writer whose writes are acknowledged. */
    Optional<String> repaired(ClusterState state) {
        StateBuilder change = StateBuilder.of(state).cuts(0);
        for (int machine = 0; machine <= ClusterState.EDGE; machine++) {
            change.power(machine, Power.ON);
        }
        ClusterState well = change.done();
        return writes(well, Optional.empty(), true)
                ? Optional.empty()
                : Optional.of(Invariant.REPAIRED_MEANS_WRITTEN + ": everything runs and no database writes");
    }

    /** While the set has two copies, the writer's death leaves a site that can be promoted without its help. */
    Optional<String> bereaved(ClusterState state) {
        WriterEpoch writerEpoch = state.record();
        if (!twoCopies(state, writerEpoch)) {
            return Optional.empty();
        }
        int holder = ClusterState.machine(writerEpoch.writer().orElseThrow());
        ClusterState dead = StateBuilder.of(state).power(holder, Power.OFF).done();
        return writes(dead, writerEpoch.writer(), false)
                ? Optional.empty()
                : Optional.of(Invariant.THE_NEXT_DEATH_IS_SURVIVED + ": "
                        + writerEpoch.writer().get() + " dies with two copies in its set and no site can follow");
    }

    /** Undisturbed, and the one synchronous set in force names the other host and the witness, both of which follow. */
    private static boolean twoCopies(ClusterState state, WriterEpoch writerEpoch) {
        if (writerEpoch.phase() != Phase.GRANTED
                || writerEpoch.isWriter(SiteName.CLOUD)
                || state.cloudRecord().writer().isPresent()
                || writerEpoch.activeSyncSets().size() != 1
                || writerEpoch.activeSyncSets().get(0).members().size() != 2
                || state.cuts() != 0
                || !state.witness().unbroken()) {
            return false;
        }
        int holder = ClusterState.machine(writerEpoch.writer().orElseThrow());
        for (int machine = 0; machine <= ClusterState.EDGE; machine++) {
            if (state.power(machine) != Power.ON) {
                return false;
            }
        }
        Database writer = state.database(holder);
        return writer.writing()
                && writer.epoch() == writerEpoch.epoch()
                && writer.set().equals(writerEpoch.activeSyncSets().get(0))
                && state.witness().epoch() == writerEpoch.epoch()
                && state.database(1 - holder).epoch() == writerEpoch.epoch()
                && state.witness().from() <= state.database(1 - holder).log().length()
                && !state.witness().givenToCloudAfter(writerEpoch.epoch());
    }

    private boolean writes(ClusterState from, Optional<SiteName> lost, boolean hostsBack) {
        ClusterState state = from;
        List<Long> passed = new ArrayList<>(ROUNDS);
        for (int round = 0; round < ROUNDS; round++) {
            state = StateCanonicalizer.of(
                    StateBuilder.of(state).orders(List.of()).done(), bounds);
            long print = Fingerprints.mix(
                    state.core(), lost.map(ClusterState::machine).orElse(9) + (hostsBack ? 16L : 0));
            if (known.contains(print)) {
                return good(passed);
            }
            passed.add(print);
            for (int operator = ClusterState.OPERATOR_ON.length - 1; operator >= 0; operator--) {
                state = flowed(state);
                if (state.power(ClusterState.OPERATOR_ON[operator]) != Power.ON) {
                    continue;
                }
                boolean failed = lost.isPresent() && state.record().writer().equals(lost);
                Proofs proofs =
                        operator == ClusterState.CLOUD_OPERATOR ? ObservationModel.proofs(state) : Proofs.none();
                ClusterState before =
                        StateBuilder.of(state).orders(List.of()).done(); // nothing late helps, nothing late is needed
                state = operators
                        .decide(
                                before,
                                operator,
                                ObservationModel.of(state, operator),
                                new DecisionInputs(
                                        failed, false, false, Optional.empty(), proofs, OptionalLong.of(0), hostsBack),
                                "quiet")
                        .after();
                for (WriteAction order : state.orders()) {
                    if (state.reaches(ClusterState.OPERATOR_ON[operator], order.carryOut(ReceivingMachine.INSTANCE))) {
                        state = MessageDelivery.of(state, order);
                    }
                }
            }
            state = flowed(state);
            if (acknowledged(state)) {
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
        ClusterState state = from;
        boolean flows = true;
        while (flows) {
            flows = false;
            for (Step step : moves.flows(state)) {
                if (!step.after().equals(state)) {
                    state = step.after();
                    flows = true;
                    break;
                }
            }
        }
        return state;
    }

    /** The writer writes, and the members that it waits for have all of its WAL. */
    private static boolean acknowledged(ClusterState state) {
        WriterEpoch writerEpoch = state.newest();
        if (writerEpoch.phase() != Phase.GRANTED || writerEpoch.writer().isEmpty()) {
            return false;
        }
        Database writer =
                state.database(ClusterState.machine(writerEpoch.writer().get()));
        if (!writer.writing() || writer.epoch() != writerEpoch.epoch()) {
            return false;
        }
        int have = 0;
        for (SiteName member : writer.set().members()) {
            boolean witness = member.equals(SyncSet.WITNESS);
            long epoch = witness
                    ? state.witness().epoch()
                    : state.database(ClusterState.machine(member)).epoch();
            String log = witness
                    ? state.witness().log()
                    : state.database(ClusterState.machine(member)).log();
            have += epoch == writer.epoch() && log.equals(writer.log()) ? 1 : 0;
        }
        return have >= writer.set().required();
    }
}
