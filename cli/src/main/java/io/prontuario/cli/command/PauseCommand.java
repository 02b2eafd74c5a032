package io.prontuario.cli.command;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.cli.action.Cluster;
import io.prontuario.cli.action.PauseService;
import io.prontuario.crds.Durations;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        description = {
            "Suspend automatic transitions for a while. The front door keeps routing around dead hosts.",
            "A pause always expires. Run it against each side whose operator should hold still."
        })
final class PauseCommand implements Callable<Integer> {
    @Mixin
    private ClusterOptions cluster;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The platform; the only one when absent.")
    private @Nullable String name;

    @Option(
            names = "--for",
            required = true,
            paramLabel = "DURATION",
            description = "How long, such as 30m or 2h; at most 24h.")
    private String duration;

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why; people will read it in status.")
    private String reason;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PauseService pausing = new PauseService(Clock.systemUTC());
        Duration length = parse(duration);
        pausing.check(length, reason);
        try (Cluster opened = cluster.open()) {
            spec.commandLine().getOut().println(pausing.pause(opened, name, length, reason));
        }
        return 0;
    }

    private static Duration parse(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CliException(ExitCode.BAD_INPUT, "--for: " + e.getMessage(), e);
        }
    }
}
