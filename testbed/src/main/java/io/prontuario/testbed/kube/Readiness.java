package io.prontuario.testbed.kube;

import io.prontuario.testbed.exec.Wait;
import io.prontuario.testbed.pki.Pki;
import io.prontuario.testbed.plan.Cluster;
import io.prontuario.testbed.plan.Host;
import io.prontuario.testbed.plan.Plan;
import io.prontuario.testbed.plan.StateFolder;
import java.time.Duration;
import java.util.List;

/** Waits for clusters that have just been started. */
public final class Readiness {
    private static final Duration API_READY = Duration.ofSeconds(60);
    private static final Duration NODES_READY = Duration.ofSeconds(90);

    private final StateFolder state;
    private final Pki pki;

    public Readiness(StateFolder state, Pki pki) {
        this.state = state;
        this.pki = pki;
    }

    /** Waits for every cluster's API, and gives it what a new cluster needs. */
    public void awaitApiServers() {
        for (Cluster cluster : Cluster.values()) {
            Kubectl kubectl = new Kubectl(state, pki, cluster);
            Wait.until(
                    API_READY,
                    kubectl::ready,
                    () -> "the API server of " + cluster.id() + " is not ready; see " + state.root() + "/hosts/*/logs");
            kubectl.apply(Bootstrap.manifests());
        }
    }

    /** Waits until every node is Ready and a pod can be created. */
    public void awaitNodes() {
        for (Cluster cluster : Cluster.values()) {
            Kubectl kubectl = new Kubectl(state, pki, cluster);
            List<Host> hosts = Plan.hosts(cluster);
            Wait.until(
                    NODES_READY,
                    () -> kubectl.nodes().values().stream()
                                    .filter(ready -> ready)
                                    .count()
                            == hosts.size(),
                    () -> "not every node of " + cluster.id() + " is Ready: " + kubectl.nodes() + "; see "
                            + state.root() + "/hosts/*/logs/kubelet.log");
            // A node can be Ready first: until the service account exists, the API server rejects every pod.
            Wait.until(
                    NODES_READY,
                    kubectl::admitsPods,
                    () -> "the controller manager of " + cluster.id() + " made no default service account; see "
                            + state.root() + "/hosts/*/logs");
        }
    }
}
