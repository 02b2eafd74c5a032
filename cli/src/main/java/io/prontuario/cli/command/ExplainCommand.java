package io.prontuario.cli.command;

import io.prontuario.cli.action.Cluster;
import io.prontuario.cli.output.Explanation;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Say in sentences why a platform is in the mode it is in, and what it waits for.")
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private ClusterOptions cluster;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The platform; the only one when absent.")
    private @Nullable String name;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (Cluster opened = cluster.open()) {
            spec.commandLine().getOut().print(Explanation.of(opened.only(name)));
        }
        return 0;
    }
}
