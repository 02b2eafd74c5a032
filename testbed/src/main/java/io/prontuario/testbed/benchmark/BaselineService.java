package io.prontuario.testbed.benchmark;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.prontuario.cli.action.Cluster;
import io.prontuario.testbed.load.LoadTarget;
import java.util.Map;

/**
 * A plain Kubernetes Service over both hosts' pods, reached on the edge's node port: kube-proxy and node health decide.
 */
final class BaselineService implements Baseline {
    private static final int NODE_PORT = 30098;
    private final Cluster cluster;
    private final String edgeAddress;

    BaselineService(Cluster cluster, String edgeAddress) {
        this.cluster = cluster;
        this.edgeAddress = edgeAddress;
    }

    @Override
    public String name() {
        return "Kubernetes Service";
    }

    @Override
    public LoadTarget open() throws InterruptedException {
        cluster.client().resource(service()).serverSideApply();
        Thread.sleep(3_000);
        return new LoadTarget(edgeAddress, NODE_PORT, null);
    }

    private Service service() {
        return new ServiceBuilder()
                .withNewMetadata()
                .withName("benchmark-plain-api")
                .withNamespace(cluster.namespace())
                .endMetadata()
                .withNewSpec()
                .withType("NodePort")
                .withSelector(Map.of("app.kubernetes.io/name", "api"))
                .addNewPort()
                .withPort(8080)
                .withTargetPort(new IntOrString(8080))
                .withNodePort(NODE_PORT)
                .endPort()
                .endSpec()
                .build();
    }

    @Override
    public void close() {
        cluster.client().resource(service()).delete();
        cluster.close();
    }
}
