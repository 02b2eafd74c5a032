package io.prontuario.testbed.loopback;

import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.prontuario.cli.action.Cluster;
import io.prontuario.operator.install.Installation;
import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.exec.Wait;
import io.prontuario.testbed.pki.Openssl;
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
    private final String address;
    private final Path folder;
    private final Path binaries;
    private final Path logs;

    /** @param side {@code onsite} or {@code cloud} */
    LocalControlPlane(String side, String address, Path folder, Path binaries, Path logs) {
        this.side = side;
        this.address = address;
        this.folder = folder;
        this.binaries = binaries;
        this.logs = logs;
    }

    /** Makes the keys and says what to start. */
    List<ProcessSpec> commands() {
        UncheckedFiles.folders(folder);
        Openssl.key(folder.resolve("service-accounts.key"));
        Openssl.publicKey(folder.resolve("service-accounts.key"), folder.resolve("service-accounts.pub"));
        String token = LoopbackPki.secret();
        UncheckedFiles.writeSecret(folder.resolve("tokens.csv"), token + ",admin,admin,\"system:masters\"\n");
        UncheckedFiles.writeSecret(kubeconfig(), kubeconfig(token));
        return List.of(
                ProcessSpec.of("etcd-" + side, etcd(), logs.resolve("etcd-" + side + ".log"), BEHIND_THE_FRONT_DOOR),
                ProcessSpec.of(
                        "kube-apiserver-" + side,
                        apiServer(),
                        logs.resolve("kube-apiserver-" + side + ".log"),
                        BEHIND_THE_FRONT_DOOR));
    }

    private List<String> etcd() {
        String client = "http://" + address + ":" + Ports.ETCD;
        String peer = "http://" + address + ":" + Ports.ETCD_PEER;
        return List.of(
                binaries.resolve("etcd").toString(),
                "--data-dir=" + folder.resolve("etcd"),
                // Nothing here is meant to survive the machine.
                "--unsafe-no-fsync",
                "--log-level=warn",
                "--listen-client-urls=" + client,
                "--advertise-client-urls=" + client,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=default=" + peer);
    }

    private List<String> apiServer() {
        return List.of(
                binaries.resolve("kube-apiserver").toString(),
                "--etcd-servers=http://" + address + ":" + Ports.ETCD,
                "--bind-address=" + address,
                "--advertise-address=" + address,
                "--secure-port=" + Ports.API_SERVER,
                "--cert-dir=" + folder.resolve("certs"),
                "--token-auth-file=" + folder.resolve("tokens.csv"),
                "--authorization-mode=RBAC",
                "--service-cluster-ip-range=10.96.0.0/16",
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + folder.resolve("service-accounts.pub"),
                "--service-account-signing-key-file=" + folder.resolve("service-accounts.key"),
                // No controller makes the default service accounts here.
                "--disable-admission-plugins=ServiceAccount",
                "--profiling=false",
                "--v=1");
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
        if (!Files.exists(certificate())) {
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
            UncheckedFiles.writeSecret(file, kubeconfig(token));
            return file;
        }
    }

    private Path certificate() {
        return folder.resolve("certs").resolve("apiserver.crt");
    }

    private String kubeconfig(String token) {
        return """
                apiVersion: v1
                kind: Config
                clusters:
                  - name: %1$s
                    cluster: {server: "https://%2$s:%3$d", certificate-authority: "%4$s"}
                users:
                  - name: %1$s
                    user: {token: "%5$s"}
                contexts:
                  - name: %1$s
                    context: {cluster: %1$s, user: %1$s}
                current-context: %1$s
                """
                .formatted(side, address, Ports.API_SERVER, certificate(), token);
    }
}
