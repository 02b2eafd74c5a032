package io.prontuario.cli.drill;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.Durations;
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
 * @param targets what fails, also where it is no host that serves
 * @param refusal why it would not begin now
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

    /** @throws CliException when the scenario cannot mean anything here, with field and remedy */
    public static DrillPlan of(ProntuarioPlatform platform, FailoverDrillSpec drill, Duration hold, Duration budget) {
        return of(platform, drill, List.of(), hold, budget);
    }

    /** @param outside boxes that the scenario means beside hosts that serve: where the leader runs */
    public static DrillPlan of(
            ProntuarioPlatform platform,
            FailoverDrillSpec drill,
            List<String> outside,
            Duration hold,
            Duration budget) {
        if (!Scenarios.drivers(drill.scenario()).contains(drill.driver())) {
            throw new CliException(
                    ExitCode.BAD_INPUT,
                    "--driver: " + drill.driver() + " cannot play " + Scenarios.title(drill.scenario())
                            + "; use one of " + Scenarios.drivers(drill.scenario()));
        }
        DrillTargets.Resolved resolved = DrillTargets.resolve(platform.getSpec(), drill);
        if (resolved instanceof DrillTargets.Resolved.Impossible impossible) {
            throw new CliException(ExitCode.BAD_INPUT, impossible.problem().message());
        }
        Fault fault = ((DrillTargets.Resolved.Targets) resolved).fault();
        List<String> targets = targets(platform, drill, fault, outside);
        if (targets.isEmpty() && strikesABox(drill.scenario())) {
            throw new CliException(
                    ExitCode.BAD_INPUT,
                    "--host: is missing; " + Scenarios.title(drill.scenario()) + " must be told which box it means");
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

    /** A test that strikes nothing would pass. */
    private static boolean strikesABox(FailoverDrillSpec.Scenario scenario) {
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

    public String inWords() {
        String named = String.join(", ", targets);
        return "scenario    " + Scenarios.title(drill.scenario()) + ": " + Scenarios.meaning(drill.scenario()) + "\n"
                + "platform    " + platform.getMetadata().getNamespace() + "/"
                + platform.getMetadata().getName() + "\n"
                + "driver      " + drill.driver() + "\n"
                + "targets     " + (named.isEmpty() ? Scenarios.meaning(drill.scenario()) : named)
                + fault.service().map(service -> " (service " + service + ")").orElse("") + "\n"
                + "predicted   clients "
                + prediction
                        .clients()
                        .map(time -> "at most " + Durations.format(time) + " (reads are retried within the request)")
                        .orElse("not known without spec.edge")
                + "; roles at most " + Durations.format(prediction.roles()) + "\n"
                + "objective   " + Durations.format(budget) + " as clients see it\n"
                + "fault lasts " + Durations.format(hold) + ", undone by the operator at the latest at "
                + drill.deadline() + "\n"
                + "may begin   "
                + refusal.map(problem -> "no (" + problem.reason() + "): " + problem.message())
                        .orElse("yes") + "\n";
    }
}
