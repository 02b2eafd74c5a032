package io.prontuario.simulator.modelcheck;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.DatabaseObservation.Proofs;
import io.prontuario.continuity.model.PlannedChangeKind;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.WriteAction;
import io.prontuario.continuity.model.WritePolicy.Request;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.model.WriterEpoch.Phase;
import io.prontuario.simulator.modelcheck.ClusterState.Power;
import io.prontuario.simulator.modelcheck.OperatorTransitions.DecisionInputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Everything that can happen next. */
final class SuccessorStates {
    private final Bounds bounds;
    private final OperatorTransitions operators;
    private final ReplicationTransitions flows;
    private final FaultTransitions troubles;

    SuccessorStates(Bounds bounds, OperatorTransitions operators) {
        this.bounds = bounds;
        this.operators = operators;
        this.flows = new ReplicationTransitions(bounds);
        this.troubles = new FaultTransitions(bounds);
    }

    List<Step> from(ClusterState state) {
        List<Step> steps = new ArrayList<>(40);
        decisions(state, steps);
        rest(state, steps);
        return within(state, steps);
    }

    /** What any operator that runs may decide now, each with what it then tells. */
    void decisions(ClusterState state, List<Step> steps) {
        for (int operator = 0; operator < ClusterState.OPERATOR_ON.length; operator++) {
            if (state.power(ClusterState.OPERATOR_ON[operator]) != Power.ON
                    || operator == ClusterState.CLOUD_OPERATOR && !bounds.cloud()) {
                continue;
            }
            if (operator == ClusterState.CLOUD_OPERATOR) {
                cloud(state, ObservationModel.of(state, operator), steps);
            } else {
                site(state, operator, ObservationModel.of(state, operator), steps);
            }
        }
    }

    /** Everything that can happen and is no decision. */
    void rest(ClusterState state, List<Step> steps) {
        flows.from(state, steps);
        deliveries(state, steps);
        troubles.from(state, steps);
    }

    /** Those that stay within the bounds and lead elsewhere. */
    List<Step> within(ClusterState state, List<Step> steps) {
        List<Step> distinct = new ArrayList<>(steps.size());
        for (Step step : steps) {
            boolean within = step.after().grants() <= bounds.epochs();
            if (step.broken().isPresent() || within && step.after() != state) {
                ClusterState after = StateCanonicalizer.of(step.after(), bounds);
                if (step.broken().isPresent() || !after.equals(state)) {
                    distinct.add(new Step(step.name(), after, step.broken()));
                }
            }
        }
        return distinct;
    }

    /** One write further, from a writer or a demoted one, to a database that follows it. */
    List<Step> flows(ClusterState state) {
        List<Step> steps = new ArrayList<>(4);
        flows.from(state, steps);
        return steps;
    }

    private static void deliveries(ClusterState state, List<Step> steps) {
        for (WriteAction order : state.orders()) {
            steps.add(new Step("order " + order.carryOut(ActionFormatter.INSTANCE), MessageDelivery.of(state, order)));
        }
    }

    private void site(ClusterState state, int operator, DatabaseObservation facts, List<Step> steps) {
        WriterEpoch writerEpoch = state.record();
        for (boolean failed : new boolean[] {false, true}) {
            decide(
                    state,
                    operator,
                    facts,
                    "decide " + operator + (failed ? " writer-failed" : ""),
                    steps,
                    new DecisionInputs(
                            failed, false, false, Optional.empty(), Proofs.none(), OptionalLong.of(0), false));
        }
        if (writerEpoch.phase() != Phase.GRANTED) {
            return;
        }
        decide(
                state,
                operator,
                facts,
                "decide " + operator + " writer-failed paused",
                steps,
                new DecisionInputs(true, true, false, Optional.empty(), Proofs.none(), OptionalLong.of(0), false));
        if (writerEpoch.isWriter(SiteName.CLOUD)) {
            decide(
                    state,
                    operator,
                    facts,
                    "decide " + operator + " inbox-full",
                    steps,
                    new DecisionInputs(
                            false, false, false, Optional.empty(), Proofs.none(), OptionalLong.of(1), false));
        } else if (bounds.planned()) {
            SiteName other = writerEpoch.isWriter(ClusterState.A) ? ClusterState.B : ClusterState.A;
            for (PlannedChangeKind verb : PlannedChangeKind.values()) {
                decide(
                        state,
                        operator,
                        facts,
                        "decide " + operator + " " + verb + " " + other,
                        steps,
                        asked(new Request("r", verb, other, OperatorTransitions.NOW.plusSeconds(60))));
            }
            decide(
                    state,
                    operator,
                    facts,
                    "decide " + operator + " drained",
                    steps,
                    new DecisionInputs(false, false, true, Optional.empty(), Proofs.none(), OptionalLong.of(0), false));
            if (bounds.cloud()) {
                decide(
                        state,
                        operator,
                        facts,
                        "decide " + operator + " SWITCHOVER cloud",
                        steps,
                        asked(new Request(
                                "r",
                                PlannedChangeKind.SWITCHOVER,
                                SiteName.CLOUD,
                                OperatorTransitions.NOW.plusSeconds(60))));
            }
        }
    }

    private static DecisionInputs asked(Request request) {
        return new DecisionInputs(false, false, false, Optional.of(request), Proofs.none(), OptionalLong.of(0), false);
    }

    private void cloud(ClusterState state, DatabaseObservation facts, List<Step> steps) {
        int operator = ClusterState.CLOUD_OPERATOR;
        for (boolean returned : new boolean[] {false, true}) {
            decide(
                    state,
                    operator,
                    facts,
                    "decide " + operator + (returned ? " hosts-back" : ""),
                    steps,
                    new DecisionInputs(
                            false,
                            false,
                            false,
                            Optional.empty(),
                            ObservationModel.proofs(state),
                            OptionalLong.of(0),
                            returned));
        }
        if (state.cloudRecord().writer().isPresent()) {
            decide(
                    state,
                    operator,
                    facts,
                    "decide " + operator + " hosts-back inbox-full",
                    steps,
                    new DecisionInputs(
                            false,
                            false,
                            false,
                            Optional.empty(),
                            ObservationModel.proofs(state),
                            OptionalLong.of(1),
                            true));
            return;
        }
        Step newest = steps.get(steps.size() - 1);
        if (bounds.copyIsChosen() && newest.after().cloudRecord().writer().isPresent()) {
            copies(
                    state,
                    facts,
                    new DecisionInputs(
                            false,
                            false,
                            false,
                            Optional.empty(),
                            ObservationModel.proofs(state),
                            OptionalLong.of(0),
                            false),
                    steps);
        }
        List<Proofs> worthless = ObservationModel.worthless(state);
        for (int i = 0; i < worthless.size(); i++) {
            decide(
                    state,
                    operator,
                    facts,
                    "decide " + operator + " worthless-proof " + i,
                    steps,
                    new DecisionInputs(
                            false, false, false, Optional.empty(), worthless.get(i), OptionalLong.of(0), false));
        }
    }

    /** Where the cloud's copy is not read before it is promoted, its content is chosen then: any of what was ever written. */
    private void copies(ClusterState state, DatabaseObservation facts, DecisionInputs round, List<Step> steps) {
        for (int chosen = 1; chosen < 1 << state.writes(); chosen++) {
            StringBuilder copy = new StringBuilder();
            for (int write = 0; write < state.writes(); write++) {
                copy.append((chosen & 1 << write) == 0 ? "" : String.valueOf((char) ('a' + write)));
            }
            ClusterState holding = StateBuilder.of(state)
                    .database(ClusterState.CLOUD, state.cloud().log(copy.toString()))
                    .done();
            decide(
                    holding,
                    ClusterState.CLOUD_OPERATOR,
                    facts,
                    "decide " + ClusterState.CLOUD_OPERATOR + " holding " + copy,
                    steps,
                    round);
        }
    }

    private void decide(
            ClusterState state,
            int operator,
            DatabaseObservation facts,
            String name,
            List<Step> steps,
            DecisionInputs round) {
        steps.add(operators.decide(state, operator, facts, round, name));
    }
}
