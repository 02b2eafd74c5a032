package io.prontuario.cli.drill;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.v1alpha1.EdgeSpec;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.operator.drill.DrillProblem;
import io.prontuario.operator.drill.DrillSafety;
import io.prontuario.operator.drill.DrillTargets;
import io.prontuario.operator.drill.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a run would do.
 *
 * @param targets boxes that fail, also those that serve nothing
 * @param hold how long the fault lasts
 * @param budget the objective: the longest time that clients may be without an answer
 * @param refusal why the test may not begin now; empty when it may
 */
public record DrillPlan(
        ProntuarioPlatform platform,
        FailoverDrillSpec drill,
        Fault fault,
        List<String> targets,
        Prediction prediction,
        Duration hold,
        Duration budget,
        Optional<DrillProblem> refusal) {

    /** @throws CliException (bad input) when the scenario does not apply to this platform */
    public static DrillPlan of(ProntuarioPlatform platform, FailoverDrillSpec drill, Duration hold, Duration budget) {
        return of(platform, drill, List.of(), hold, budget);
    }

    /** @param outside boxes that fail without serving: where the leader runs */
    public static DrillPlan of(
            ProntuarioPlatform platform,
            FailoverDrillSpec drill,
            List<String> outside,
            Duration hold,
            Duration budget) {
        if (!Scenarios.drivers(drill.scenario()).contains(drill.driver())) {
            throw new CliException(
                    ExitCode.BAD_INPUT,
                    "--driver: " + drill.driver() + " cannot make " + Scenarios.title(drill.scenario())
                            + "; use one of " + Scenarios.drivers(drill.scenario()));
        }
        DrillTargets.Resolved resolved = DrillTargets.resolve(platform.getSpec(), drill);
        if (resolved instanceof DrillTargets.Resolved.Impossible impossible) {
            throw new CliException(ExitCode.BAD_INPUT, impossible.problem().message());
        }
        Fault fault = ((DrillTargets.Resolved.Targets) resolved).fault();
        List<String> targets = targets(platform, drill, fault, outside);
        if (targets.isEmpty() && needsATarget(drill.scenario())) {
            throw new CliException(
                    ExitCode.BAD_INPUT,
                    "--host: is missing; name the box that fails in " + Scenarios.title(drill.scenario()));
        }
        return new DrillPlan(
                platform,
                drill,
                fault,
                targets,
                Prediction.of(platform.getSpec(), drill.scenario()),
                hold,
                budget,
                drill.scenario() == FailoverDrillSpec.Scenario.HealthCheck
                        ? Optional.empty()
                        : DrillSafety.mayBegin(platform.getStatus()));
    }

    /** Whether the scenario needs a target: without one the test would break nothing and pass. */
    private static boolean needsATarget(FailoverDrillSpec.Scenario scenario) {
        return switch (scenario) {
            case HealthCheck, WanCut, DependencyDown -> false;
            case PrimaryDies, SecondaryDies, BothDie, EdgeDies, LeaderDies, Freeze -> true;
        };
    }

    private static List<String> targets(
            ProntuarioPlatform platform, FailoverDrillSpec drill, Fault fault, List<String> outside) {
        List<String> hosts =
                fault.hosts().stream().map(SiteName::value).sorted().toList();
        if (!hosts.isEmpty() || !outside.isEmpty()) {
            return hosts.isEmpty() ? outside : hosts;
        }
        EdgeSpec edge = platform.getSpec().edge();
        return drill.scenario() == FailoverDrillSpec.Scenario.EdgeDies && edge != null
                ? edge.nodes().stream().map(EdgeSpec.EdgeNode::name).toList()
                : List.of();
    }
}
