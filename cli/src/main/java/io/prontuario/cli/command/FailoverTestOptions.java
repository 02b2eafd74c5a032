package io.prontuario.cli.command;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.cli.action.Cluster;
import io.prontuario.cli.drill.DrillPlan;
import io.prontuario.cli.drill.LeaderHost;
import io.prontuario.cli.drill.Scenarios;
import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Driver;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Scenario;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which failover test: shared by plan and run. */
final class FailoverTestOptions {
    @Mixin
    private ClusterOptions cluster;

    @Parameters(index = "0", paramLabel = "SCENARIO", description = "Such as primary-dies; see failover test list.")
    private String scenario;

    @Option(
            names = "--platform",
            paramLabel = "NAME",
            description = "Platform. Default: the only one in the namespace.")
    private @Nullable String platform;

    @Option(
            names = "--driver",
            paramLabel = "DRIVER",
            description = "What makes the fault: Traffic, Workload, Host or Testbed. Default: the scenario's first.")
    private @Nullable Driver driver;

    @Option(
            names = "--host",
            paramLabel = "NAME",
            description = "Host that fails, in place of the scenario's. Repeatable.")
    private List<String> hosts = List.of();

    @Option(names = "--service", paramLabel = "NAME", description = "Service that fails in dependency-down.")
    private @Nullable String service;

    @Option(
            names = "--hold",
            paramLabel = "DURATION",
            defaultValue = "30s",
            description = "How long the fault lasts. Default: ${DEFAULT-VALUE}.")
    private String hold;

    @Option(
            names = "--objective",
            paramLabel = "DURATION",
            defaultValue = "1s",
            description = "Longest time that clients may be without an answer. Default: ${DEFAULT-VALUE}.")
    private String objective;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "not given",
            description = "Why the test is run; recorded in the FailoverDrill.")
    private String reason;

    @Option(
            names = "--margin",
            paramLabel = "DURATION",
            defaultValue = "30s",
            description = "Time after --hold at which the timers on the operator and the target undo the fault."
                    + " Default: ${DEFAULT-VALUE}.")
    private String margin;

    Cluster open() {
        return cluster.open();
    }

    DrillPlan plan(Cluster opened, Instant now) {
        Scenario named = Scenarios.named(scenario);
        ProntuarioPlatform found = opened.only(platform);
        Duration held = duration("--hold", hold);
        List<String> leader =
                hosts.isEmpty() && named == Scenario.LeaderDies ? List.of(LeaderHost.node(opened)) : List.of();
        boolean serves =
                found.getSpec().hosts().stream().anyMatch(host -> host.serves() && leader.contains(host.name()));
        FailoverDrillSpec drill = new FailoverDrillSpec(
                found.getMetadata().getName(),
                named,
                driver == null ? Scenarios.drivers(named).get(0) : driver,
                serves ? leader : hosts,
                service,
                now.plus(held)
                        .plus(duration("--margin", margin))
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString(),
                reason,
                false);
        return DrillPlan.of(found, drill, leader, held, duration("--objective", objective));
    }

    private static Duration duration(String option, String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CliException(ExitCode.BAD_INPUT, option + ": " + e.getMessage(), e);
        }
    }
}
