package io.prontuario.simulator.modelcheck;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.DatabaseObservation.Proofs;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.WriteAction;
import io.prontuario.continuity.model.WritePolicy.Request;
import io.prontuario.continuity.model.WritePolicy.Verb;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.model.WriterEpoch.Phase;
import io.prontuario.simulator.modelcheck.ClusterState.Power;
import io.prontuario.simulator.modelcheck.OperatorTransitions.Round;
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

    List<Step> from(ClusterState tier) {
        List<Step> steps = new ArrayList<>(40);
        decisions(tier, steps);
        rest(tier, steps);
        return within(tier, steps);
    }

    /** What any operator that runs may decide now, each with what it then tells. */
    void decisions(ClusterState tier, List<Step> steps) {
        for (int operator = 0; operator < ClusterState.OPERATOR_ON.length; operator++) {
            if (tier.power(ClusterState.OPERATOR_ON[operator]) != Power.ON
                    || operator == ClusterState.CLOUD_OPERATOR && !bounds.cloud()) {
                continue;
            }
            if (operator == ClusterState.CLOUD_OPERATOR) {
                cloud(tier, ObservationModel.of(tier, operator), steps);
            } else {
                site(tier, operator, ObservationModel.of(tier, operator), steps);
            }
        }
    }

    /** Everything that can happen and is no decision. */
    void rest(ClusterState tier, List<Step> steps) {
        flows.from(tier, steps);
        deliveries(tier, steps);
        troubles.from(tier, steps);
    }

    /** Those that stay within the bounds and lead elsewhere. */
    List<Step> within(ClusterState tier, List<Step> steps) {
        List<Step> distinct = new ArrayList<>(steps.size());
        for (Step step : steps) {
            boolean within = step.after().grants() <= bounds.epochs();
            if (step.broken().isPresent() || within && step.after() != tier) {
                ClusterState after = StateCanonicalizer.of(step.after(), bounds);
                if (step.broken().isPresent() || !after.equals(tier)) {
                    distinct.add(new Step(step.name(), after, step.broken()));
                }
            }
        }
        return distinct;
    }

    /** One write further, from a writer or one that let go, to whoever follows it. */
    List<Step> flows(ClusterState tier) {
        List<Step> steps = new ArrayList<>(4);
        flows.from(tier, steps);
        return steps;
    }

    private static void deliveries(ClusterState tier, List<Step> steps) {
        for (WriteAction order : tier.orders()) {
            steps.add(new Step("order " + order.carryOut(ActionFormatter.INSTANCE), MessageDelivery.of(tier, order)));
        }
    }

    private void site(ClusterState tier, int operator, DatabaseObservation facts, List<Step> steps) {
        WriterEpoch right = tier.record();
        for (boolean failed : new boolean[] {false, true}) {
            decide(
                    tier,
                    operator,
                    facts,
                    "decide " + operator + (failed ? " holder-failed" : ""),
                    steps,
                    new Round(failed, false, Optional.empty(), Proofs.none(), OptionalLong.of(0), false));
        }
        if (right.phase() != Phase.HELD) {
            return;
        }
        decide(
                tier,
                operator,
                facts,
                "decide " + operator + " holder-failed paused",
                steps,
                new Round(true, true, Optional.empty(), Proofs.none(), OptionalLong.of(0), false));
        if (right.heldBy(SiteName.CLOUD)) {
            decide(
                    tier,
                    operator,
                    facts,
                    "decide " + operator + " inbox-full",
                    steps,
                    new Round(false, false, Optional.empty(), Proofs.none(), OptionalLong.of(1), false));
        } else if (bounds.planned()) {
            SiteName other = right.heldBy(ClusterState.A) ? ClusterState.B : ClusterState.A;
            for (Verb verb : Verb.values()) {
                decide(
                        tier,
                        operator,
                        facts,
                        "decide " + operator + " " + verb + " " + other,
                        steps,
                        asked(new Request("r", verb, other, OperatorTransitions.NOW.plusSeconds(60))));
            }
            if (bounds.cloud()) {
                decide(
                        tier,
                        operator,
                        facts,
                        "decide " + operator + " SWITCHOVER cloud",
                        steps,
                        asked(new Request(
                                "r", Verb.SWITCHOVER, SiteName.CLOUD, OperatorTransitions.NOW.plusSeconds(60))));
            }
        }
    }

    private static Round asked(Request request) {
        return new Round(false, false, Optional.of(request), Proofs.none(), OptionalLong.of(0), false);
    }

    private void cloud(ClusterState tier, DatabaseObservation facts, List<Step> steps) {
        int operator = ClusterState.CLOUD_OPERATOR;
        for (boolean returned : new boolean[] {false, true}) {
            decide(
                    tier,
                    operator,
                    facts,
                    "decide " + operator + (returned ? " hosts-back" : ""),
                    steps,
                    new Round(
                            false,
                            false,
                            Optional.empty(),
                            ObservationModel.proofs(tier),
                            OptionalLong.of(0),
                            returned));
        }
        if (tier.cloudRecord().holder().isPresent()) {
            decide(
                    tier,
                    operator,
                    facts,
                    "decide " + operator + " hosts-back inbox-full",
                    steps,
                    new Round(false, false, Optional.empty(), ObservationModel.proofs(tier), OptionalLong.of(1), true));
            return;
        }
        Step newest = steps.get(steps.size() - 1);
        if (bounds.copyIsChosen() && newest.after().cloudRecord().holder().isPresent()) {
            copies(
                    tier,
                    facts,
                    new Round(false, false, Optional.empty(), ObservationModel.proofs(tier), OptionalLong.of(0), false),
                    steps);
        }
        List<Proofs> worthless = ObservationModel.worthless(tier);
        for (int i = 0; i < worthless.size(); i++) {
            decide(
                    tier,
                    operator,
                    facts,
                    "decide " + operator + " worthless-proof " + i,
                    steps,
                    new Round(false, false, Optional.empty(), worthless.get(i), OptionalLong.of(0), false));
        }
    }

    /** Where nobody reads the cloud's copy before it is promoted, what it holds is chosen then: any of what was ever written. */
    private void copies(ClusterState tier, DatabaseObservation facts, Round round, List<Step> steps) {
        for (int chosen = 1; chosen < 1 << tier.writes(); chosen++) {
            StringBuilder copy = new StringBuilder();
            for (int write = 0; write < tier.writes(); write++) {
                copy.append((chosen & 1 << write) == 0 ? "" : String.valueOf((char) ('a' + write)));
            }
            ClusterState holding = StateBuilder.of(tier)
                    .database(ClusterState.CLOUD, tier.cloud().log(copy.toString()))
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
            ClusterState tier, int operator, DatabaseObservation facts, String name, List<Step> steps, Round round) {
        steps.add(operators.decide(tier, operator, facts, round, name));
    }
}
