package io.prontuario.testbed.command;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.testbed.demo.DemoPlatform;
import io.prontuario.testbed.demo.Timeline;
import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.plan.Layout;
import io.prontuario.testbed.twofaults.DrillSeries;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "drills",
        mixinStandardHelpOptions = true,
        description = {
            "Run random drills of two faults each on the test bed.",
            "Each drill runs under load, from Full to Full. Checks that requests",
            "fail only within their limits and that no published state breaks an invariant. Needs Linux and root; a drill",
            "takes about a minute and a half."
        })
final class DrillsCommand implements Callable<Integer> {
    @Option(names = "--count", defaultValue = "20", description = "Number of drills (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Seed of the drills: the same seed gives the same drills (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--first",
            defaultValue = "1",
            paramLabel = "NUMBER",
            description = "Number of the first drill; earlier drills are skipped (default: ${DEFAULT-VALUE}).")
    private int first;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NUMBER",
            description = "Run only the drills with these numbers; --first and --count are ignored.")
    private List<Integer> only = List.of();

    @Option(
            names = "--control-plane",
            paramLabel = "WHERE",
            defaultValue = "stretched",
            description = "edge, or stretched: on both hosts and the edge (default: ${DEFAULT-VALUE}).")
    private String controlPlane = Layout.STRETCHED.id();

    @Option(
            names = "--out",
            defaultValue = "benchmarks/drills/results",
            paramLabel = "FOLDER",
            description = "Folder for the pages (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        atLeastOne("--count", count);
        atLeastOne("--first", first);
        only.forEach(number -> atLeastOne("--only", number));
        Timeline timeline = new Timeline(spec.commandLine().getErr());
        Path home = Path.of(System.getProperty("prontuario.home", "")).toAbsolutePath();
        Path folder = home.resolve(out);
        try (DemoPlatform platform = DemoPlatform.create(home, timeline, false, Layout.named(controlPlane), false)) {
            boolean passed = new DrillSeries(platform, timeline, folder).run(numbers(), seed);
            spec.commandLine()
                    .getOut()
                    .println((passed ? "Held in every drill. Pages: " : "Not held in every drill. Pages: ") + folder);
            spec.commandLine().getOut().flush();
            return (passed ? ExitCode.OK : ExitCode.OBJECTIVE_MISSED).status();
        } catch (TestbedException e) {
            throw new CliException(ExitCode.REFUSED, String.valueOf(e.getMessage()), e);
        }
    }

    private List<Integer> numbers() {
        return only.isEmpty() ? IntStream.range(first, first + count).boxed().toList() : only;
    }

    private static void atLeastOne(String option, int number) {
        if (number < 1) {
            throw new CliException(ExitCode.BAD_INPUT, option + ": " + number + " is too small; use 1 or more");
        }
    }
}
