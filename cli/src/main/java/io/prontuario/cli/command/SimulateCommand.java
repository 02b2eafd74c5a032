package io.prontuario.cli.command;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.cli.action.Simulating;
import io.prontuario.cli.action.Validation;
import io.prontuario.cli.action.Validation.Finding;
import io.prontuario.cli.output.SimulationText;
import io.prontuario.continuity.simulate.Loss;
import io.prontuario.continuity.simulate.Report;
import io.prontuario.continuity.simulate.Scenario;
import io.prontuario.crds.Durations;
import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
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
            "The same arguments print the same bytes. See docs/simulation.md for what is modelled."
        })
final class SimulateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "YAML file of a ProntuarioPlatform.")
    private Path file;

    @Option(
            names = "--scenario",
            defaultValue = "mixed",
            description =
                    "What happens: quiet, primary-dies, secondary-dies, "
                            + "edge-dies, both-hosts-die, cloud-cut, mixed (those five in turn), random. Default: ${DEFAULT-VALUE}.")
    private String scenario;

    @Option(
            names = "--schedules",
            defaultValue = "1000",
            description = "How many, of ten minutes each. Default: ${DEFAULT-VALUE}.")
    private int schedules;

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
        PrintWriter out = spec.commandLine().getOut();
        PlatformSpec platform = read();
        try {
            int count = days == null
                    ? schedules
                    : Math.multiplyExact(days, (int) (86_400_000 / Simulating.SCHEDULE_MILLIS));
            Loss lost = new Loss(Simulating.share(loss), Durations.parse(burst).toMillis());
            Report report = Simulating.of(platform, Scenario.of(scenario), count, seed, lost, progress(count));
            out.print(format == Format.json ? report.json() + "\n" : SimulationText.of(report));
            out.flush();
            return report.violations().isEmpty() ? ExitCode.OK.status() : ExitCode.OBJECTIVE_MISSED.status();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new CliException(ExitCode.BAD_INPUT, String.valueOf(e.getMessage()), e);
        }
    }

    private PlatformSpec read() {
        for (Finding finding : Validation.of(file, Instant.now())) {
            if (finding.fatal()) {
                throw new CliException(ExitCode.BAD_INPUT, file + ": " + finding);
            }
        }
        return PlatformYaml.read(file).getSpec();
    }

    /** A bar on a terminal's standard error; nothing elsewhere. */
    private IntConsumer progress(int count) {
        if (System.console() == null) {
            return done -> {};
        }
        PrintWriter err = spec.commandLine().getErr();
        int step = Math.max(1, count / 50);
        return done -> {
            if (done % step == 0 || done == count) {
                err.printf("\r[%-50s] %d/%d%s", "#".repeat(50 * done / count), done, count, done == count ? "\n" : "");
                err.flush();
            }
        };
    }
}
