package io.prontuario.cli.command;

import io.prontuario.cli.action.Cluster;
import io.prontuario.cli.action.PauseService;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "End a pause. Automatic transitions are possible again.")
final class ResumeCommand implements Callable<Integer> {
    @Mixin
    private ClusterOptions cluster;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Platform. Default: the only one in the namespace.")
    private @Nullable String name;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() {
        try (Cluster opened = cluster.open()) {
            PauseService.Change change = new PauseService(Clock.systemUTC()).resume(opened, name);
            output.print(change.inWords() + "\n", () -> change);
        }
        return 0;
    }
}
