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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        description = {
            "Pause automatic transitions for a limited time.",
            "The front door still routes around dead hosts.",
            "On site and cloud are two clusters: run the command for each one."
        })
final class PauseCommand implements Callable<Integer> {
    @Mixin
    private ClusterOptions cluster;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Platform. Default: the only one in the namespace.")
    private @Nullable String name;

    @Option(
            names = "--for",
            required = true,
            paramLabel = "DURATION",
            description = "Length of the pause, such as 30m or 2h; at most 24h.")
    private String duration;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Reason; shown in status.")
    private String reason;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() {
        PauseService service = new PauseService(Clock.systemUTC());
        Duration length = parse(duration);
        service.check(length, reason);
        try (Cluster opened = cluster.open()) {
            PauseService.Change change = service.pause(opened, name, length, reason);
            output.print(change.inWords() + "\n", () -> change);
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
