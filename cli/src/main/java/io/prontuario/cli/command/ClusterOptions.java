package io.prontuario.cli.command;

import io.prontuario.cli.action.Cluster;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Cluster and namespace, with the names that kubectl uses. */
final class ClusterOptions {
    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "Context of the kubeconfig. Default: the current one.")
    private @Nullable String context;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "Kubeconfig file. Default: $KUBECONFIG, or ~/.kube/config.")
    private @Nullable Path kubeconfig;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            defaultValue = "prontuario",
            description = "Namespace of the platform. Default: ${DEFAULT-VALUE}.")
    private String namespace;

    Cluster open() {
        return Cluster.open(kubeconfig, context, namespace);
    }
}
