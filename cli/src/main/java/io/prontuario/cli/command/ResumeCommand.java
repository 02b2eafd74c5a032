package io.prontuario.cli.command;

import io.prontuario.cli.action.Cluster;
import io.prontuario.cli.action.PauseService;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "End a pause now. Automatic transitions are possible again.")
final class ResumeCommand implements Callable<Integer> {
    @Mixin
    private ClusterOptions cluster;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The platform; the only one when absent.")
    private @Nullable String name;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (Cluster opened = cluster.open()) {
            spec.commandLine().getOut().println(new PauseService(Clock.systemUTC()).resume(opened, name));
        }
        return 0;
    }
}
