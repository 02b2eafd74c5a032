package io.prontuario.cli.command;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.cli.action.Cluster;
import io.prontuario.cli.drill.DrillPlan;
import io.prontuario.cli.drill.DrillRun;
import io.prontuario.cli.drill.Evidence;
import io.prontuario.cli.drill.EvidenceFiles;
import io.prontuario.cli.drill.ExternalFaults;
import io.prontuario.cli.drill.LeaderHost;
import io.prontuario.cli.drill.OrphanedRun;
import io.prontuario.cli.drill.Scenarios;
import io.prontuario.cli.drill.TestbedDriver;
import io.prontuario.cli.drill.TestbedDriver.ProcessorShare;
import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Driver;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Scenario;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = "Failover tests: list them, plan one, run it, abort it, report.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:passed; for plan: it would begin",
            "1:it ran, and clients waited longer than the objective",
            "2:aborted, and everything is restored; or bad input, and nothing was changed",
            "3:NOT restored, or a cluster could not be reached",
            "4:a precondition is not met; nothing was changed"
        },
        subcommands = {
            FailoverTestCommand.ListCommand.class,
            FailoverTestCommand.PlanCommand.class,
            FailoverTestCommand.RunCommand.class,
            FailoverTestCommand.AbortCommand.class,
            FailoverTestCommand.ReportCommand.class
        })
final class FailoverTestCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }

    /** What plan and run have in common. */
    static final class DrillOptions {
        @Mixin
        private ClusterOptions cluster;

        @Parameters(index = "0", paramLabel = "SCENARIO", description = "Such as primary-dies; see list.")
        private String scenario;

        @Option(names = "--platform", paramLabel = "NAME", description = "The platform; the only one when absent.")
        private @Nullable String platform;

        @Option(names = "--driver", paramLabel = "DRIVER", description = "Traffic, Workload (default), Host, Testbed.")
        private @Nullable Driver driver;

        @Option(names = "--host", paramLabel = "NAME", description = "Another host than the scenario's; repeatable.")
        private List<String> hosts = List.of();

        @Option(names = "--service", paramLabel = "NAME", description = "What dependency-down takes away.")
        private @Nullable String service;

        @Option(names = "--hold", paramLabel = "DURATION", defaultValue = "30s", description = "How long it fails.")
        private String hold;

        @Option(names = "--objective", paramLabel = "DURATION", defaultValue = "1s", description = "RTO for clients.")
        private String objective;

        @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "not given", description = "Why.")
        private String reason;

        @Option(
                names = "--margin",
                paramLabel = "DURATION",
                defaultValue = "30s",
                description = "How long after --hold its dead-man timers undo it.")
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

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Every scenario, and who can play it.")
    static final class ListCommand implements Runnable {
        @Spec
        private CommandSpec spec;

        @Override
        public void run() {
            Arrays.stream(Scenario.values()).forEach(scenario -> spec.commandLine()
                    .getOut()
                    .printf(
                            "%-16s %-52s %s%n",
                            Scenarios.title(scenario), Scenarios.meaning(scenario), Scenarios.drivers(scenario)));
        }
    }

    @Command(name = "plan", mixinStandardHelpOptions = true, description = "Say what a run would do; change nothing.")
    static final class PlanCommand implements Callable<Integer> {
        @Mixin
        private DrillOptions options;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            try (Cluster opened = options.open()) {
                DrillPlan plan = options.plan(opened, Instant.now());
                spec.commandLine().getOut().print(plan.inWords());
                return plan.refusal().isPresent() ? ExitCode.REFUSED.status() : 0;
            }
        }
    }

    @Command(
            name = "run",
            mixinStandardHelpOptions = true,
            description = "Rehearse it. Without --execute nothing is changed and the plan is printed.")
    static final class RunCommand implements Callable<Integer> {
        @Mixin
        private DrillOptions options;

        @Option(names = "--execute", description = "Do it; asks for the platform's name first.")
        private boolean execute;

        @Option(
                names = "--url",
                paramLabel = "URL",
                description = "What the client outside asks for, ten times a second.")
        private @Nullable URI url;

        @Option(names = "--ca", paramLabel = "FILE", description = "PEM of the front door's authority.")
        private @Nullable Path ca;

        @Option(
                names = "--hook",
                paramLabel = "COMMAND",
                description = "For driver Host: injects and undoes the fault.")
        private @Nullable String hook;

        @Option(names = "--evidence", paramLabel = "FOLDER", defaultValue = "failover-tests", description = "Evidence.")
        private Path folder;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            PrintWriter out = spec.commandLine().getOut();
            try (Cluster opened = options.open()) {
                Instant now = Instant.now();
                DrillPlan plan = options.plan(opened, now);
                out.print(plan.inWords());
                OrphanedRun.told(opened, plan.drill().platform()).ifPresent(out::println);
                if (!execute) {
                    out.println("Dry run: nothing changed. Add --execute to run it.");
                    return plan.refusal().isPresent() ? ExitCode.REFUSED.status() : 0;
                }
                if (url == null) {
                    throw new CliException(ExitCode.BAD_INPUT, "--url: is missing; name what clients outside ask for");
                }
                confirm(plan.drill().platform(), out);
                // The time spent at the prompt is not the fault's.
                DrillPlan confirmed = options.plan(opened, Instant.now());
                String name = Scenarios.title(plan.drill().scenario()) + "-" + now.getEpochSecond();
                try (ProcessorShare share = share(confirmed.drill().driver())) {
                    Evidence evidence = new DrillRun(opened, Clock.systemUTC(), out, new EvidenceFiles(folder))
                            .run(
                                    confirmed,
                                    name,
                                    url,
                                    ca,
                                    ExternalFaults.of(
                                            confirmed.drill().driver(),
                                            hook,
                                            Files.createDirectories(folder).resolve(name + "-undo.log")));
                    out.println(evidence.verdict() + ": " + evidence.why());
                    out.flush();
                    return evidence.verdict().exitCode();
                }
            }
        }

        /** Elsewhere this client has the machine's processors to itself. */
        private static ProcessorShare share(Driver driver) {
            return driver == Driver.Testbed ? TestbedDriver.find().shareProcessor() : () -> {};
        }

        private static void confirm(String platform, PrintWriter out) throws IOException {
            out.print("Type the platform name to confirm: ");
            out.flush();
            String typed = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            if (typed == null || !typed.strip().equals(platform)) {
                throw new CliException(ExitCode.REFUSED, "not confirmed; nothing was changed");
            }
        }
    }

    @Command(name = "abort", mixinStandardHelpOptions = true, description = "Undo the running test's fault now.")
    static final class AbortCommand implements Callable<Integer> {
        @Mixin
        private ClusterOptions cluster;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            try (Cluster opened = cluster.open()) {
                return io.prontuario.cli.drill.AbortService.abort(
                        opened, spec.commandLine().getOut());
            }
        }
    }

    @Command(name = "report", mixinStandardHelpOptions = true, description = "The tests kept in the evidence folder.")
    static final class ReportCommand implements Callable<Integer> {
        @Option(names = "--evidence", paramLabel = "FOLDER", defaultValue = "failover-tests", description = "Evidence.")
        private Path folder;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            for (Evidence run : new EvidenceFiles(folder).all()) {
                spec.commandLine()
                        .getOut()
                        .printf(
                                "%s  %-16s %-9s %-17s outage %d ms of %d ms, %d of %d requests failed%n",
                                run.startedAt(),
                                run.scenario(),
                                run.driver(),
                                run.verdict(),
                                run.outageMillis(),
                                run.budgetMillis(),
                                run.failed(),
                                run.requests());
            }
            return 0;
        }
    }
}
