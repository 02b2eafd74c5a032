package io.prontuario.cli.command;

import io.prontuario.cli.action.Cluster;
import io.prontuario.cli.action.WatchStatus;
import io.prontuario.cli.output.Format;
import io.prontuario.cli.output.StatusOutput;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Show what the cluster's operator reports: mode, sites, transitions, drills, conditions.")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private ClusterOptions cluster;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Platform. Default: every one in the namespace.")
    private @Nullable String name;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Format format;

    @Option(
            names = {"-w", "--watch"},
            description = "Print every change until interrupted.")
    private boolean watch;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        StatusOutput output = new StatusOutput(format, spec.commandLine().getOut());
        try (Cluster opened = cluster.open()) {
            if (watch) {
                new WatchStatus(opened, name).run(output::print);
            } else {
                output.printAll(name == null ? opened.list() : java.util.List.of(opened.get(name)));
            }
        }
        return 0;
    }
}
