package io.prontuario.cli.output;

import io.prontuario.cli.drill.DrillPlan;
import io.prontuario.cli.drill.Scenarios;
import io.prontuario.crds.Durations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The plan of a failover test. */
public final class DrillPlanOutput {
    private DrillPlanOutput() {}

    public static String text(DrillPlan plan) {
        String meaning = Scenarios.meaning(plan.drill().scenario());
        String targets = String.join(", ", plan.targets());
        return line("scenario", Scenarios.title(plan.drill().scenario()) + ": " + meaning)
                + line("platform", platform(plan))
                + line("driver", plan.drill().driver().name())
                + line(
                        "targets",
                        (targets.isEmpty() ? meaning : targets)
                                + plan.fault()
                                        .service()
                                        .map(service -> " (service " + service + ")")
                                        .orElse(""))
                + line("predicted", predicted(plan))
                + line("objective", "clients wait " + Durations.format(plan.budget()) + " at most")
                + line(
                        "fault lasts",
                        Durations.format(plan.hold()) + "; the operator undoes it at "
                                + plan.drill().deadline() + " at the latest")
                + line(
                        "may begin",
                        plan.refusal()
                                .map(problem -> "no (" + problem.reason() + "): " + problem.message())
                                .orElse("yes"));
    }

    private static String predicted(DrillPlan plan) {
        String clients = plan.prediction()
                .clients()
                .map(time -> "at most " + Durations.format(time) + " (reads are retried within the request)")
                .orElse("not known without spec.edge");
        return "clients " + clients + "; roles at most "
                + Durations.format(plan.prediction().roles());
    }

    /** Times in milliseconds; {@code refusal} is null when the test may begin. */
    public static Map<String, Object> json(DrillPlan plan) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("scenario", Scenarios.title(plan.drill().scenario()));
        json.put("platform", platform(plan));
        json.put("driver", plan.drill().driver().name());
        json.put("targets", plan.targets());
        json.put("service", plan.fault().service().orElse(null));
        json.put(
                "predictedClientsMillis",
                plan.prediction().clients().map(Duration::toMillis).orElse(null));
        json.put("predictedRolesMillis", plan.prediction().roles().toMillis());
        json.put("budgetMillis", plan.budget().toMillis());
        json.put("holdMillis", plan.hold().toMillis());
        json.put("deadline", plan.drill().deadline());
        json.put(
                "refusal",
                plan.refusal()
                        .map(problem -> Map.of("reason", problem.reason(), "message", problem.message()))
                        .orElse(null));
        return json;
    }

    private static String platform(DrillPlan plan) {
        return plan.platform().getMetadata().getNamespace() + "/"
                + plan.platform().getMetadata().getName();
    }

    private static String line(String title, String text) {
        return "%-11s %s%n".formatted(title, text);
    }
}
