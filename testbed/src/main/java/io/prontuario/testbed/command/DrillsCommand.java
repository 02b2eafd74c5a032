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
            "Random drills of two faults each on the testbed, under load, each from Full to Full: nothing fails but what the",
            "bars allow, and the published states break no invariant. Needs Linux and root; a drill takes about a minute and a half."
        })
final class DrillsCommand implements Callable<Integer> {
    @Option(names = "--count", defaultValue = "20", description = "Drills (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(names = "--seed", defaultValue = "1", description = "The same seed, the same drills.")
    private long seed;

    @Option(
            names = "--first",
            defaultValue = "1",
            paramLabel = "NUMBER",
            description = "The number of the first; the drills before it are left out (default: ${DEFAULT-VALUE}).")
    private int first;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NUMBER",
            description = "These numbers, whatever --first and --count say: to play some again.")
    private List<Integer> only = List.of();

    @Option(
            names = "--control-plane",
            paramLabel = "WHERE",
            defaultValue = "stretched",
            description = "edge, or stretched over both hosts and the edge (default: ${DEFAULT-VALUE}).")
    private String controlPlane = Layout.STRETCHED.id();

    @Option(
            names = "--out",
            defaultValue = "benchmarks/drills/results",
            paramLabel = "FOLDER",
            description = "Where the pages go (default: ${DEFAULT-VALUE}).")
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
            spec.commandLine().getOut().println((passed ? "every drill held: " : "NOT every drill held: ") + folder);
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
            throw new CliException(ExitCode.BAD_INPUT, option + ": is " + number + "; write 1 or more");
        }
    }
}
