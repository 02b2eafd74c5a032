package io.prontuario.cli.drill;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.operator.drill.DrillProblem;
import io.prontuario.operator.drill.DrillSafety;
import io.prontuario.operator.drill.DrillTargets;
import io.prontuario.operator.drill.Fault;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a run would do.
 *
 * @param refusal why it would not begin now
 */
public record DrillPlan(
        ProntuarioPlatform platform,
        FailoverDrillSpec drill,
        Fault fault,
        Prediction prediction,
        Duration hold,
        Duration budget,
        Optional<DrillProblem> refusal) {

    /** @throws CliException when the scenario cannot mean anything here, with field and remedy */
    public static DrillPlan of(ProntuarioPlatform platform, FailoverDrillSpec drill, Duration hold, Duration budget) {
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
        return new DrillPlan(
                platform,
                drill,
                ((DrillTargets.Resolved.Targets) resolved).fault(),
                Prediction.of(platform.getSpec(), drill.scenario()),
                hold,
                budget,
                DrillSafety.mayBegin(platform.getStatus()));
    }

    public String inWords() {
        String targets = fault.hosts().stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
        return "scenario    " + Scenarios.title(drill.scenario()) + ": " + Scenarios.meaning(drill.scenario()) + "\n"
                + "platform    " + platform.getMetadata().getNamespace() + "/"
                + platform.getMetadata().getName() + "\n"
                + "driver      " + drill.driver() + "\n"
                + "targets     " + (targets.isEmpty() ? "the runner's own" : targets)
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
