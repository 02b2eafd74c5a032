package io.prontuario.testing;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.prontuario.testing.ChildProcess.End;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A real etcd and kube-apiserver as loopback processes: RBAC, CEL, server-side apply and watches behave as in a cluster.
 * There is no controller manager, no scheduler and no node: nothing acts on what is written.
 */
public final class ApiServer implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private final Path folder;
    private final int port;
    private final String token;
    private final ChildProcess etcd;
    private final ChildProcess apiServer;
    private final KubernetesClient admin;

    private ApiServer(
            Path folder, int port, String token, ChildProcess etcd, ChildProcess apiServer, KubernetesClient admin) {
        this.folder = folder;
        this.port = port;
        this.token = token;
        this.etcd = etcd;
        this.apiServer = apiServer;
        this.admin = admin;
    }

    /** Starts both and waits until the server is ready and has its default roles: about 4 seconds. */
    static ApiServer start(Path binaries) throws IOException {
        Path folder = Files.createTempDirectory("prontuario-apiserver");
        int etcdPort = freePort();
        int peerPort = freePort();
        int port = freePort();
        String token = UUID.randomUUID().toString();
        String etcdUrl = "http://127.0.0.1:" + etcdPort;
        String peerUrl = "http://127.0.0.1:" + peerPort;
        ChildProcess etcd = new ChildProcess(
                "etcd",
                folder.resolve("etcd.log"),
                List.of(
                        binaries.resolve("etcd").toString(),
                        "--data-dir=" + folder.resolve("etcd"),
                        "--unsafe-no-fsync",
                        "--log-level=warn",
                        "--listen-client-urls=" + etcdUrl,
                        "--advertise-client-urls=" + etcdUrl,
                        "--listen-peer-urls=" + peerUrl,
                        "--initial-advertise-peer-urls=" + peerUrl,
                        "--initial-cluster=default=" + peerUrl),
                Map.of(),
                End.KILL);
        ChildProcess apiServer = new ChildProcess(
                "kube-apiserver",
                folder.resolve("kube-apiserver.log"),
                command(binaries, folder, port, etcdUrl, token),
                Map.of(),
                End.KILL);
        try {
            awaitReady(folder, etcd, apiServer);
            KubernetesClient admin = new KubernetesClientBuilder()
                    .withConfig(config(folder, port, token).build())
                    .build();
            ApiServer server = new ApiServer(folder, port, token, etcd, apiServer, admin);
            server.awaitBootstrap();
            return server;
        } catch (RuntimeException e) {
            apiServer.close();
            etcd.close();
            throw e;
        }
    }

    private static List<String> command(Path binaries, Path folder, int port, String etcdUrl, String token)
            throws IOException {
        Path tokens = Files.writeString(folder.resolve("tokens.csv"), token + ",admin,admin,\"system:masters\"\n");
        Path key = Files.writeString(folder.resolve("service-accounts.key"), privateKeyPem());
        return List.of(
                binaries.resolve("kube-apiserver").toString(),
                "--etcd-servers=" + etcdUrl,
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--secure-port=" + port,
                "--cert-dir=" + folder.resolve("certs"),
                "--token-auth-file=" + tokens,
                "--authorization-mode=RBAC",
                "--service-cluster-ip-range=10.0.0.0/24",
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + key,
                "--service-account-signing-key-file=" + key,
                // No controller makes service accounts here, and pods are only written, never run.
                "--disable-admission-plugins=ServiceAccount",
                "--allow-privileged=true",
                "--profiling=false",
                "--v=1");
    }

    /** As cluster administrator; shared, do not close. */
    public KubernetesClient client() {
        return admin;
    }

    /** As cluster administrator, for a client of one's own. */
    public Config adminConfig() {
        return config(folder, port, token).build();
    }

    /** With exactly the rights of a service account: what RBAC tests use. */
    public Config serviceAccountConfig(String namespace, String name) {
        return config(folder, port, token)
                .withImpersonateUsername("system:serviceaccount:" + namespace + ":" + name)
                .withImpersonateGroups(
                        "system:serviceaccounts", "system:serviceaccounts:" + namespace, "system:authenticated")
                .build();
    }

    /** A kubeconfig file for the administrator. */
    public Path kubeconfig() {
        try {
            return Files.writeString(
                    folder.resolve("admin.kubeconfig"),
                    """
                    apiVersion: v1
                    kind: Config
                    clusters: [{name: it, cluster: {server: "%s", certificate-authority: "%s"}}]
                    users: [{name: admin, user: {token: "%s"}}]
                    contexts: [{name: it, context: {cluster: it, user: admin}}]
                    current-context: it
                    """
                            .formatted(url(port), certificate(folder), token));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A kubectl of the server's version, built on first use. */
    public static Path kubectl() throws IOException, InterruptedException {
        try {
            return KubernetesBinaries.require("kubectl").resolve("kubectl");
        } catch (KubernetesBinaries.Missing e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Creates a namespace with a name nobody else uses. */
    public String newNamespace(String prefix) {
        Namespace namespace = new NamespaceBuilder()
                .withNewMetadata()
                .withGenerateName(prefix + "-")
                .endMetadata()
                .build();
        return admin.resource(namespace).create().getMetadata().getName();
    }

    @Override
    public void close() {
        admin.close();
        apiServer.close();
        etcd.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitReady(Path folder, ChildProcess... processes) {
        await("kube-apiserver did not write its certificate", () -> Files.exists(certificate(folder)), processes);
    }

    private void awaitBootstrap() {
        await(
                "kube-apiserver did not become ready",
                () -> {
                    try {
                        return "ok".equals(admin.raw("/readyz"))
                                && admin.namespaces().withName("default").get() != null;
                    } catch (KubernetesClientException notYet) {
                        return false;
                    }
                },
                etcd,
                apiServer);
    }

    /** A definition is established a moment before its objects can be created: until then the server says that it knows no such path. */
    private void awaitServed(HasMetadata applied) {
        if (applied instanceof CustomResourceDefinition definition) {
            var spec = definition.getSpec();
            String path =
                    "/apis/" + spec.getGroup() + "/" + spec.getVersions().get(0).getName() + "/"
                            + spec.getNames().getPlural();
            await(
                    "kube-apiserver does not serve " + path,
                    () -> {
                        try {
                            return admin.raw(path) != null;
                        } catch (KubernetesClientException storageIsBeingMade) {
                            return false;
                        }
                    },
                    etcd,
                    apiServer);
        }
    }

    private interface Check {
        boolean holds();
    }

    private static void await(String complaint, Check check, ChildProcess... processes) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!check.holds()) {
            for (ChildProcess process : processes) {
                process.requireAlive();
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        complaint + " in " + START_LIMIT + ":\n" + processes[processes.length - 1].logTail());
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static ConfigBuilder config(Path folder, int port, String token) {
        // Config.empty: nothing of the developer's own kubeconfig may leak in.
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(url(port))
                .withOauthToken(token)
                .withCaCertFile(certificate(folder).toString())
                .withNamespace("default")
                .withRequestRetryBackoffLimit(0);
    }

    private static String url(int port) {
        return "https://127.0.0.1:" + port;
    }

    private static Path certificate(Path folder) {
        return folder.resolve("certs").resolve("apiserver.crt");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String privateKeyPem() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
            String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                    .encodeToString(key);
            return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }

    /** The object as the API server would store it, read from the classpath. */
    public void applyFromClasspath(String resource) {
        try (InputStream in = ApiServer.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no " + resource + " on the classpath");
            }
            admin.load(in).serverSideApply().forEach(this::awaitServed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
