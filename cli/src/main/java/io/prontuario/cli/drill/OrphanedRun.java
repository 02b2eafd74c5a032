package io.prontuario.cli.drill;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.prontuario.cli.action.Cluster;
import io.prontuario.crds.v1alpha1.FailoverDrill;
import java.util.Comparator;
import java.util.Optional;

/** A test whose runner died. */
public final class OrphanedRun {
    private OrphanedRun() {}

    /** The newest such test of the platform, in a sentence; empty when there is none, or FailoverDrill is not installed. */
    public static Optional<String> newest(Cluster cluster, String platform) {
        try {
            return cluster
                    .client()
                    .resources(FailoverDrill.class)
                    .inNamespace(cluster.namespace())
                    .list()
                    .getItems()
                    .stream()
                    .filter(drill -> platform.equals(drill.getSpec().platform())
                            && drill.getStatus() != null
                            && "DeadlineExceeded".equals(drill.getStatus().reason()))
                    .max(Comparator.comparing(drill -> drill.getMetadata().getCreationTimestamp()))
                    .map(drill -> "an earlier test lost its runner: "
                            + drill.getMetadata().getName() + " was undone by the operator at its deadline "
                            + drill.getSpec().deadline() + ", "
                            + (drill.getStatus().restoredAt() == null
                                    ? "and is NOT restored yet"
                                    : "restored at " + drill.getStatus().restoredAt()));
        } catch (KubernetesClientException withoutTheType) {
            return Optional.empty();
        }
    }
}
