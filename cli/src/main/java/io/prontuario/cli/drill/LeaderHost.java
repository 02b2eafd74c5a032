package io.prontuario.cli.drill;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.cli.action.Cluster;
import java.util.List;

/** The node that the leading operator runs on. */
public final class LeaderHost {
    private static final String LEASE = "prontuario-operator";

    private LeaderHost() {}

    /** @throws CliException (refused) when no operator leads, or the leader is not a pod of this namespace */
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
                    // A holder's identity is its pod's name and a suffix that changes at every start.
                    .filter(pod -> holder.startsWith(pod.getMetadata().getName())
                            && pod.getSpec().getNodeName() != null)
                    .map(pod -> pod.getSpec().getNodeName())
                    .findFirst()
                    .orElseThrow(() -> new CliException(
                            ExitCode.REFUSED,
                            "leader-dies: the holder of Lease " + LEASE + ", \"" + holder
                                    + "\", is not a pod of this namespace; name the host with --host"));
        } catch (KubernetesClientException e) {
            throw new CliException(
                    ExitCode.UNREACHABLE,
                    "leader-dies: the leader cannot be read: " + e.getMessage() + "; name the host with --host",
                    e);
        }
    }
}
