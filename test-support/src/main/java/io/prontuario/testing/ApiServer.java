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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A real etcd and kube-apiserver as loopback processes: RBAC, CEL, server-side apply and watches behave as in a
 * cluster. There is no controller manager, no scheduler and no node: nothing acts on what is written.
 */
public final class ApiServer implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private final Path folder;
    private final StandaloneControlPlane controlPlane;
    private final ChildProcess etcd;
    private final ChildProcess apiServer;
    private final KubernetesClient admin;

    private ApiServer(Path folder, StandaloneControlPlane controlPlane, ChildProcess etcd, ChildProcess apiServer) {
        this.folder = folder;
        this.controlPlane = controlPlane;
        this.etcd = etcd;
        this.apiServer = apiServer;
        this.admin = new KubernetesClientBuilder().withConfig(adminConfig()).build();
    }

    /** Starts both and waits until the server is ready and has its default roles: about 4 seconds. */
    static ApiServer start(Path binaries) throws IOException {
        Path folder = Files.createTempDirectory("prontuario-apiserver");
        StandaloneControlPlane controlPlane = new StandaloneControlPlane(
                binaries, folder, "127.0.0.1", new StandaloneControlPlane.Ports(freePort(), freePort(), freePort()));
        controlPlane.writeFiles();
        ChildProcess etcd =
                new ChildProcess("etcd", folder.resolve("etcd.log"), controlPlane.etcd(), Map.of(), End.KILL);
        ChildProcess apiServer = new ChildProcess(
                "kube-apiserver", folder.resolve("kube-apiserver.log"), controlPlane.apiServer(), Map.of(), End.KILL);
        try {
            await(
                    "kube-apiserver did not write its certificate",
                    () -> Files.exists(controlPlane.certificate()),
                    etcd,
                    apiServer);
            ApiServer server = new ApiServer(folder, controlPlane, etcd, apiServer);
            server.awaitBootstrap();
            return server;
        } catch (RuntimeException e) {
            apiServer.close();
            etcd.close();
            throw e;
        }
    }

    /** As cluster administrator; shared, do not close. */
    public KubernetesClient client() {
        return admin;
    }

    /** As cluster administrator, for another client. */
    public Config adminConfig() {
        return config().build();
    }

    /** With exactly the rights of a service account: what RBAC tests use. */
    public Config serviceAccountConfig(String namespace, String name) {
        return config().withImpersonateUsername("system:serviceaccount:" + namespace + ":" + name)
                .withImpersonateGroups(
                        "system:serviceaccounts", "system:serviceaccounts:" + namespace, "system:authenticated")
                .build();
    }

    /** A kubeconfig file for the administrator. */
    public Path kubeconfig() {
        return kubeconfig("it");
    }

    /** A kubeconfig file for the administrator, with a context of this name. */
    public Path kubeconfig(String context) {
        try {
            return Files.writeString(
                    folder.resolve(context + ".kubeconfig"),
                    controlPlane.kubeconfig(context, controlPlane.adminToken()));
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

    /** Creates a namespace with a unique name. */
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

    /**
     * A definition is established a moment before its objects can be created; until then the server answers 404 for
     * their path.
     */
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

    private ConfigBuilder config() {
        // Config.empty: nothing of the developer's own kubeconfig may leak in.
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(controlPlane.url())
                .withOauthToken(controlPlane.adminToken())
                .withCaCertFile(controlPlane.certificate().toString())
                .withNamespace("default")
                .withRequestRetryBackoffLimit(0);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Applies the objects of a class path resource, and waits until definitions among them are served. */
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
