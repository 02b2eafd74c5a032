package io.prontuario.cli.command;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.cli.action.DetectionSuggestionService;
import io.prontuario.cli.action.Objectives;
import io.prontuario.cli.action.ReplayService;
import io.prontuario.cli.action.SimulationService;
import io.prontuario.cli.action.SimulationService.Plan;
import io.prontuario.cli.action.SuggestionService;
import io.prontuario.cli.action.Validation;
import io.prontuario.cli.action.Validation.Finding;
import io.prontuario.cli.output.DetectionSuggestionText;
import io.prontuario.cli.output.FindingOutput;
import io.prontuario.cli.output.SimulationComparison;
import io.prontuario.cli.output.SimulationPlot;
import io.prontuario.cli.output.SimulationText;
import io.prontuario.cli.output.SuggestionText;
import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.simulator.Checker;
import io.prontuario.simulator.Nodes;
import io.prontuario.simulator.Report;
import io.prontuario.simulator.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code prontuario simulate}: one run, or one of its alternatives, which exclude each other. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Simulate a platform's thresholds under many seeded failures, in virtual time, with the operator's own decider.",
            "The same arguments print the same bytes. docs/contributing/simulation.md says what is modelled."
        })
final class SimulateCommand implements Callable<Integer> {
    private static final List<String> OF_A_RUN =
            List.of("--scenario", "--schedules", "--days", "--rates", "--plot", "--save", "--time");

    @Parameters(paramLabel = "FILE", description = "YAML file of a ProntuarioPlatform.")
    private Path file;

    @ArgGroup
    private @Nullable Alternative alternative;

    @Option(
            names = "--objective",
            paramLabel = "NAME=VALUE",
            description =
                    "For --suggest: decision=DURATION (default: the drills' budget), doubts=NUMBER a year (default: 1),"
                            + " or writes=DURATION without an acknowledged write after the writer's death (default:"
                            + " 8s). Repeatable.")
    private Map<String, String> objectives = new LinkedHashMap<>();

    @Mixin
    private ScheduleOptions schedules;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the first schedule. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private NetworkOptions network;

    @Option(names = "--plot", paramLabel = "FILE.svg", description = "Also draw the result.")
    private @Nullable Path plot;

    @Option(
            names = "--save",
            paramLabel = "FILE.txt",
            description = "If a schedule breaks an invariant, write the smallest one that still does, for --replay.")
    private @Nullable Path save;

    @Option(names = "--time", description = "Print run time and speed to standard error.")
    private boolean time;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    /** In place of the report of one run. */
    static final class Alternative {
        @Option(
                names = "--compare",
                paramLabel = "FILE",
                description = "Run a second platform on the same seeds and print what differs.")
        private @Nullable Path compare;

        @Option(
                names = "--replay",
                paramLabel = "FILE.txt",
                description = "Run one kept schedule and print what it breaks.")
        private @Nullable Path replay;

        @Option(
                names = "--suggest",
                description =
                        "Search health thresholds and timings of the writer's detection that meet the objectives, and"
                                + " print what they cost.")
        private boolean suggest;
    }

    @Override
    public Integer call() {
        try {
            PlatformSpec platform = read(file);
            Settings settings = network.settings(platform);
            Alternative chosen = alternative == null ? new Alternative() : alternative;
            if (chosen.suggest) {
                noOptionOfARun("--suggest");
                return suggest(platform, settings);
            }
            if (!objectives.isEmpty()) {
                throw new IllegalArgumentException("--objective: has no effect without --suggest; add it");
            }
            if (chosen.replay != null) {
                noOptionOfARun("--replay");
                return replay(settings, chosen.replay);
            }
            return run(settings, Optional.ofNullable(chosen.compare));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new CliException(ExitCode.BAD_INPUT, String.valueOf(e.getMessage()), e);
        }
    }

    private void noOptionOfARun(String option) {
        OF_A_RUN.stream()
                .filter(spec.commandLine().getParseResult()::hasMatchedOption)
                .findFirst()
                .ifPresent(unused -> {
                    throw new IllegalArgumentException(
                            unused + ": has no effect with " + option + "; remove one of the two");
                });
    }

    private int run(Settings settings, Optional<Path> compare) {
        Plan plan = schedules.plan(seed);
        long started = System.nanoTime();
        Report report = SimulationService.of(settings, plan, Progress.of(spec, plan.schedules()));
        if (time) {
            printSpeed(report, (System.nanoTime() - started) / 1e9);
        }
        if (plot != null) {
            write(
                    "plot",
                    plot,
                    SimulationPlot.of(
                            report, file.getFileName() + ", " + plan.scenario().label()));
        }
        new ReplayService(settings).shrunk(plan, report).ifPresent(found -> keep(found, settings));
        boolean sound = report.violations() == 0;
        if (compare.isEmpty()) {
            print(output.json() ? report.json() + "\n" : SimulationText.of(report, nodes(settings)));
        } else {
            sound &= compare(report, plan, compare.get());
        }
        return (sound ? ExitCode.OK : ExitCode.OBJECTIVE_MISSED).status();
    }

    /** @return whether the second platform broke no invariant */
    private boolean compare(Report first, Plan plan, Path other) {
        Report second = SimulationService.of(network.settings(read(other)), plan, Progress.of(spec, plan.schedules()));
        print(
                output.json()
                        ? "{\"first\":" + first.json() + ",\"second\":" + second.json() + "}\n"
                        : SimulationComparison.of(file.toString(), first, other.toString(), second));
        return second.violations() == 0;
    }

    private int replay(Settings settings, Path kept) {
        Optional<Checker.Finding> finding = new ReplayService(settings).kept(kept);
        output.print(FindingOutput.text(finding, nodes(settings)), () -> FindingOutput.json(finding, nodes(settings)));
        return (finding.isEmpty() ? ExitCode.OK : ExitCode.OBJECTIVE_MISSED).status();
    }

    private int suggest(PlatformSpec platform, Settings settings) {
        if (settings.loss().probability() == 0) {
            throw new IllegalArgumentException(
                    "loss: is 0, and --suggest weighs lost packets; write how many are lost, for example --loss 1%");
        }
        Objectives wanted = Objectives.of(platform, objectives);
        SuggestionService.Suggestion found = SuggestionService.of(settings, wanted, seed, Progress.of(spec, 100));
        DetectionSuggestionService.Suggestion writer =
                DetectionSuggestionService.of(settings, wanted, seed, Progress.of(spec, 100));
        print(
                output.json()
                        ? SuggestionText.json(found, writer)
                        : SuggestionText.of(found) + "\n" + DetectionSuggestionText.of(writer, wanted));
        boolean both = found.suggested().isPresent() && writer.suggested().isPresent();
        return (both ? ExitCode.OK : ExitCode.OBJECTIVE_MISSED).status();
    }

    /** Standard output is the report's: the shrunk schedule goes to standard error and to a file. */
    private void keep(Checker.Finding found, Settings settings) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(found.describe(nodes(settings)));
        err.flush();
        if (save != null) {
            write("save", save, found.file());
        }
    }

    private static Nodes nodes(Settings settings) {
        return new Nodes(settings.policy().hosts());
    }

    private static PlatformSpec read(Path from) {
        for (Finding finding : Validation.of(from, Instant.now())) {
            if (finding.fatal()) {
                throw new CliException(ExitCode.BAD_INPUT, from + ": " + finding);
            }
        }
        return PlatformYaml.read(from).getSpec();
    }

    private static void write(String option, Path to, String text) {
        try {
            Files.writeString(to, text);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    option + ": " + to + " cannot be written; name a file in a folder that exists", e);
        }
    }

    private void printSpeed(Report report, double seconds) {
        PrintWriter err = spec.commandLine().getErr();
        Runtime jvm = Runtime.getRuntime();
        err.printf(
                Locale.ROOT,
                "%,d schedules from seed %d in %.1f s: %.0f schedules/s, %.2f million events/s, %d MB of heap in use%n",
                report.schedules(),
                report.seed(),
                seconds,
                report.schedules() / seconds,
                report.events() / seconds / 1e6,
                (jvm.totalMemory() - jvm.freeMemory()) >> 20);
        err.flush();
    }

    private void print(String text) {
        output.out().print(text);
        output.out().flush();
    }
}
