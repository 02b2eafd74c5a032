package io.prontuario.testbed.loopback;

import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.prontuario.cli.action.Cluster;
import io.prontuario.operator.install.Installation;
import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.exec.Wait;
import io.prontuario.testing.StandaloneControlPlane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One side's etcd and API server. There is no controller, no scheduler and no node. */
final class LocalControlPlane {
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final long TOKEN_SECONDS = Duration.ofHours(12).toSeconds();
    private static final int BEHIND_THE_FRONT_DOOR = 2;
    private final String side;
    private final Path folder;
    private final Path logs;
    private final StandaloneControlPlane servers;

    /** @param side {@code onsite} or {@code cloud} */
    LocalControlPlane(String side, String address, Path folder, Path binaries, Path logs) {
        this.side = side;
        this.folder = folder;
        this.logs = logs;
        this.servers = new StandaloneControlPlane(
                binaries,
                folder,
                address,
                new StandaloneControlPlane.Ports(Ports.API_SERVER, Ports.ETCD, Ports.ETCD_PEER));
    }

    /** Writes the keys and returns what to start. */
    List<ProcessSpec> commands() {
        UncheckedFiles.folders(folder);
        servers.writeFiles();
        UncheckedFiles.writeSecret(kubeconfig(), servers.kubeconfig(side, servers.adminToken()));
        return List.of(spec("etcd-" + side, servers.etcd()), spec("kube-apiserver-" + side, servers.apiServer()));
    }

    private ProcessSpec spec(String name, List<String> command) {
        return ProcessSpec.of(name, command, logs.resolve(name + ".log"), BEHIND_THE_FRONT_DOOR);
    }

    /** The administrator's. */
    Path kubeconfig() {
        return folder.resolve("admin.kubeconfig");
    }

    /** Waits until the server answers and has its default objects. */
    void awaitReady() {
        Wait.until(
                START_LIMIT,
                this::ready,
                () -> "the " + side + " API server is not ready; its log is "
                        + logs.resolve("kube-apiserver-" + side + ".log"));
    }

    private boolean ready() {
        if (!Files.exists(servers.certificate())) {
            return false;
        }
        try (Cluster cluster = cluster("default")) {
            return "ok".equals(cluster.client().raw("/readyz"))
                    && cluster.client().namespaces().withName("default").get() != null;
        } catch (KubernetesClientException notYet) {
            return false;
        }
    }

    Cluster cluster(String namespace) {
        return Cluster.open(kubeconfig(), null, namespace);
    }

    /** A kubeconfig with the rights of the operator's own service account, and no others. */
    Path operatorKubeconfig(String namespace) {
        try (Cluster cluster = cluster(namespace)) {
            String token = cluster.client()
                    .serviceAccounts()
                    .inNamespace(namespace)
                    .withName(Installation.NAME)
                    .tokenRequest(new TokenRequestBuilder()
                            .withNewSpec()
                            .withExpirationSeconds(TOKEN_SECONDS)
                            .endSpec()
                            .build())
                    .getStatus()
                    .getToken();
            Path file = folder.resolve("operator.kubeconfig");
            UncheckedFiles.writeSecret(file, servers.kubeconfig(side, token));
            return file;
        }
    }
}
