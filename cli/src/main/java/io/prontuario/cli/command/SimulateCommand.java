package io.prontuario.cli.command;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.cli.action.Objectives;
import io.prontuario.cli.action.ReplayService;
import io.prontuario.cli.action.SimulationService;
import io.prontuario.cli.action.SimulationService.Plan;
import io.prontuario.cli.action.SuggestionService;
import io.prontuario.cli.action.Validation;
import io.prontuario.cli.action.Validation.Finding;
import io.prontuario.cli.output.SimulationComparison;
import io.prontuario.cli.output.SimulationPlot;
import io.prontuario.cli.output.SimulationText;
import io.prontuario.cli.output.SuggestionText;
import io.prontuario.crds.Durations;
import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.simulator.Checker;
import io.prontuario.simulator.Delay;
import io.prontuario.simulator.Loss;
import io.prontuario.simulator.Nodes;
import io.prontuario.simulator.Rates;
import io.prontuario.simulator.Report;
import io.prontuario.simulator.Scenario;
import io.prontuario.simulator.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Ask what a platform's numbers would do: the operator's own decider under many seeded failures, in virtual time.",
            "The same arguments print the same bytes. See docs/contributing/simulation.md for what is modelled."
        })
final class SimulateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "YAML file of a ProntuarioPlatform.")
    private Path file;

    @Option(
            names = "--scenario",
            description =
                    "What happens: quiet, primary-dies, secondary-dies, edge-dies, both-hosts-die, cloud-cut, mixed (those"
                            + " five in turn), switchover, drill, random, rehearsals (random, with a switchover or drill),"
                            + " life (failures at the rates of a file). Default: life with --days, else mixed.")
    private @Nullable String scenario;

    @Option(names = "--schedules", description = "How many, of ten minutes each. Default: 1000.")
    private @Nullable Integer schedules;

    @Option(names = "--days", description = "Simulate this many days instead of a number of schedules.")
    private @Nullable Integer days;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Seed of the first schedule. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--loss",
            defaultValue = "0%",
            description = "Share of packets lost on every link, each way: 2% or 0.02.")
    private String loss;

    @Option(
            names = "--burst",
            defaultValue = "0s",
            description = "Mean length of a burst of loss; 0s: independent loss.")
    private String burst;

    @Option(
            names = "--delay",
            defaultValue = "0s",
            description = "How long a packet takes between site and cloud, each way.")
    private String delay;

    @Option(
            names = "--rates",
            description =
                    "File with failure and repair rates for \"life\". Default: the published ones that come with it.")
    private @Nullable Path rates;

    @Option(names = "--compare", paramLabel = "FILE", description = "Another object on the same seeds: what differs.")
    private @Nullable Path compare;

    @Option(
            names = "--suggest",
            description = "Search check thresholds that meet the objectives, and say what they cost.")
    private boolean suggest;

    @Option(
            names = "--objective",
            paramLabel = "NAME=VALUE",
            description =
                    "For --suggest: decision=TIME (default: the drills' budget) or doubts=NUMBER a year (default: 1).")
    private Map<String, String> objectives = new LinkedHashMap<>();

    @Option(names = "--plot", paramLabel = "FILE.svg", description = "Also draw the result.")
    private @Nullable Path plot;

    @Option(
            names = "--save",
            paramLabel = "FILE.txt",
            description = "If a schedule breaks an invariant: the smallest one that still does, for --replay.")
    private @Nullable Path save;

    @Option(names = "--replay", paramLabel = "FILE.txt", description = "Run one kept schedule: does it break anything?")
    private @Nullable Path replay;

    @Option(names = "--time", description = "Print run time and speed to standard error.")
    private boolean time;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            description = "table or json. Default: ${DEFAULT-VALUE}.")
    private Format format;

    @Spec
    private CommandSpec spec;

    /** How to print it. */
    enum Format {
        table,
        json
    }

    @Override
    public Integer call() {
        try {
            return run();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new CliException(ExitCode.BAD_INPUT, String.valueOf(e.getMessage()), e);
        }
    }

    private int run() {
        PlatformSpec platform = read(file);
        Loss lost = new Loss(SimulationService.share(loss), time("burst", burst));
        long late = time("delay", delay);
        Settings settings = SimulationService.settings(platform, lost, new Delay(late, late / 4));
        if (suggest) {
            return suggest(platform, settings);
        }
        if (replay != null) {
            return replayed(new ReplayService(settings).kept(replay), settings);
        }
        Plan plan = plan();
        long started = System.nanoTime();
        Report report = SimulationService.of(settings, plan, Progress.of(spec, plan.schedules()));
        if (time) {
            tell(report, (System.nanoTime() - started) / 1e9);
        }
        if (plot != null) {
            write(
                    "plot",
                    plot,
                    SimulationPlot.of(
                            report, file.getFileName() + ", " + plan.scenario().label()));
        }
        boolean sound = report.violations() == 0;
        new ReplayService(settings).shrunk(plan, report).ifPresent(found -> keep(found, settings));
        if (compare == null) {
            print(format == Format.json ? report.json() + "\n" : SimulationText.of(report, nodes(settings)));
        } else {
            Settings other = SimulationService.settings(read(compare), lost, new Delay(late, late / 4));
            Report second = SimulationService.of(other, plan, Progress.of(spec, plan.schedules()));
            sound &= second.violations() == 0;
            print(
                    format == Format.json
                            ? "{\"first\":" + report.json() + ",\"second\":" + second.json() + "}\n"
                            : SimulationComparison.of(file.toString(), report, compare.toString(), second));
        }
        return (sound ? ExitCode.OK : ExitCode.OBJECTIVE_MISSED).status();
    }

    private int replayed(Optional<Checker.Finding> finding, Settings settings) {
        print(finding.map(found -> found.describe(nodes(settings)) + "\n").orElse("nothing breaks\n"));
        return (finding.isEmpty() ? ExitCode.OK : ExitCode.OBJECTIVE_MISSED).status();
    }

    /** Standard output is the report's: what broke, made small, goes to standard error and to a file. */
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

    private int suggest(PlatformSpec platform, Settings settings) {
        if (settings.loss().probability() == 0) {
            throw new IllegalArgumentException(
                    "loss: --suggest weighs what is lost; say how much, for example --loss 1%");
        }
        SuggestionService.Suggestion found =
                SuggestionService.of(settings, Objectives.of(platform, objectives), seed, Progress.of(spec, 100));
        print(format == Format.json ? SuggestionText.json(found) : SuggestionText.of(found));
        return (found.suggested().isPresent() ? ExitCode.OK : ExitCode.OBJECTIVE_MISSED).status();
    }

    private Plan plan() {
        if (days != null && schedules != null) {
            throw new IllegalArgumentException("days: give --days or --schedules, not both");
        }
        Rates known = rates == null ? Rates.published() : rates(rates);
        Scenario chosen = scenario == null ? (days == null ? Scenario.MIXED : Scenario.LIFE) : Scenario.of(scenario);
        return days == null
                ? Plan.schedules(chosen, schedules == null ? 1000 : schedules, seed, known)
                : Plan.days(chosen, days, seed, known);
    }

    private static Rates rates(Path from) {
        try {
            return Rates.parse(Files.readString(from));
        } catch (IOException e) {
            throw new IllegalArgumentException("rates: " + from + " cannot be read; name a text file that exists", e);
        }
    }

    private static long time(String option, String value) {
        return Durations.tryParse(value)
                .orElseThrow(() -> new IllegalArgumentException(
                        option + ": \"" + value + "\" is not a time; write for example 200ms or 2s"))
                .toMillis();
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

    private void tell(Report report, double seconds) {
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
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
    }
}
