package io.prontuario.cli.drill;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.cli.action.Cluster;
import java.util.List;

/** Where the operator that leads runs. */
public final class LeaderHost {
    private static final String LEASE = "prontuario-operator";

    private LeaderHost() {}

    /** @throws CliException when nobody leads, or the leader is no pod of this namespace */
    public static String node(Cluster cluster) {
        try {
            Lease lease = cluster.client()
                    .leases()
                    .inNamespace(cluster.namespace())
                    .withName(LEASE)
                    .get();
            String holder = lease == null || lease.getSpec().getHolderIdentity() == null
                    ? ""
                    : lease.getSpec().getHolderIdentity();
            List<Pod> pods = cluster.client()
                    .pods()
                    .inNamespace(cluster.namespace())
                    .withLabel("app.kubernetes.io/name", LEASE)
                    .list()
                    .getItems();
            return pods.stream()
                    // A process's identity is its pod's name and something that is new with every start.
                    .filter(pod -> holder.startsWith(pod.getMetadata().getName())
                            && pod.getSpec().getNodeName() != null)
                    .map(pod -> pod.getSpec().getNodeName())
                    .findFirst()
                    .orElseThrow(() -> new CliException(
                            ExitCode.REFUSED,
                            "leader-dies: the Lease " + LEASE + " is held by \"" + holder
                                    + "\", which is no pod here; name the host with --host"));
        } catch (KubernetesClientException e) {
            throw new CliException(ExitCode.UNREACHABLE, "the leader cannot be found: " + e.getMessage(), e);
        }
    }
}
