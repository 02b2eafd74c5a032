package io.prontuario.cli.command;

import io.prontuario.cli.action.Cluster;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster, as kubectl takes it. */
final class ClusterOptions {
    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "Context of the kubeconfig; the current one when absent.")
    private @Nullable String context;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "Kubeconfig; $KUBECONFIG or ~/.kube/config when absent.")
    private @Nullable Path kubeconfig;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            defaultValue = "prontuario",
            description = "Namespace of the platform (default: ${DEFAULT-VALUE}).")
    private String namespace;

    Cluster open() {
        return Cluster.open(kubeconfig, context, namespace);
    }
}
