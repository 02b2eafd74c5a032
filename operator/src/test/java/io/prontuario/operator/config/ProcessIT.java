package io.prontuario.operator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.prontuario.crds.PlatformCrd;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.operator.support.PlatformFixture;
import io.prontuario.operator.support.Platforms;
import io.prontuario.testing.ApiServer;
import io.prontuario.testing.ApiServerExtension;
import io.prontuario.testing.FakeService;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The operator as shipped: a separate process, with the image's JVM flags. */
@ExtendWith(ApiServerExtension.class)
class ProcessIT {
    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            "-Xmx128m",
            "-Xss512k",
            "-XX:TieredStopAtLevel=1",
            "-XX:MaxMetaspaceSize=96m",
            "-Djdk.httpclient.keepalive.timeout=5");
    private static final long RSS_LIMIT_KIB = 300 * 1024;

    private record Replica(Process process, int port, Path log) {}

    @TempDir
    Path folder;

    private final List<Replica> replicas = new ArrayList<>();
    private KubernetesClient client;
    private ApiServer server;
    private String namespace;
    private FakeService primary;
    private FakeService secondary;
    private PlatformFixture fixture;

    @BeforeEach
    void start(ApiServer apiServer) {
        server = apiServer;
        server.applyFromClasspath(PlatformCrd.RESOURCE);
        client = server.client();
        namespace = server.newNamespace("process");
        int port = Platforms.nextPort();
        primary = new FakeService("127.0.0.2", port);
        secondary = new FakeService("127.0.0.3", port);
        fixture = PlatformFixture.create(client, Platforms.twoHosts(namespace, port));
    }

    @AfterEach
    void stop() {
        replicas.forEach(replica -> replica.process().destroyForcibly());
        primary.close();
        secondary.close();
    }

    @Test
    void aStoppedLeaderHandsOverAtOnceAndADeadOneAfterItsLease() throws Exception {
        Replica first = launch();
        fixture.awaitMode(PlatformStatus.Mode.Full);
        Replica second = launch();
        await().atMost(PlatformFixture.TIMEOUT).until(() -> status(second, "/readyz") == 200);

        assertThat(status(first, "/livez")).isEqualTo(200);
        assertThat(body(first, "/metrics")).contains("prontuario_mode{mode=\"Full\",} 1.0", "prontuario_leader 1.0");
        assertThat(body(second, "/metrics")).contains("prontuario_leader 0.0");
        long rss = rssKib(first);
        System.out.println("operator RSS: leader " + rss / 1024 + " MiB, follower " + rssKib(second) / 1024 + " MiB");
        assertThat(rss).isLessThan(RSS_LIMIT_KIB);

        String before = holder();
        long asked = System.nanoTime();
        first.process().destroy();
        await().atMost(PlatformFixture.TIMEOUT).until(() -> !holder().isEmpty() && !holder().equals(before));
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(12));
        assertThat(first.process().waitFor()).isIn(0, 143);

        Replica third = launch();
        await().atMost(PlatformFixture.TIMEOUT).until(() -> status(third, "/readyz") == 200);
        int term = lease().getSpec().getLeaseTransitions();
        second.process().destroyForcibly();
        await().atMost(Duration.ofSeconds(40)).until(() -> lease().getSpec().getLeaseTransitions() > term);
        primary.die();
        fixture.awaitStatus(status -> assertThat(status.activeSite()).isEqualTo("mac-studio-2"));

        ObjectMapper json = new ObjectMapper();
        for (String line : Files.readAllLines(first.log())) {
            assertThat(json.readTree(line).hasNonNull("level")).as(line).isTrue();
        }
    }

    @Test
    void withoutAnApiServerItIsAliveAndNotReady() throws Exception {
        int closed = freePort();
        Path kubeconfig = Files.writeString(
                folder.resolve("closed.kubeconfig"),
                Files.readString(server.kubeconfig())
                        .replaceAll("https://127.0.0.1:\\d+", "https://127.0.0.1:" + closed));

        Replica replica = launch(kubeconfig);

        await().atMost(PlatformFixture.TIMEOUT).until(() -> status(replica, "/livez") == 200);
        assertThat(status(replica, "/readyz")).isEqualTo(503);
        assertThat(replica.process().isAlive()).isTrue();
    }

    private Replica launch() throws IOException {
        return launch(server.kubeconfig());
    }

    private Replica launch(Path kubeconfig) throws IOException {
        int port = freePort();
        Path log = folder.resolve("operator-" + port + ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("-Dlogback.configurationFile=logback.xml", "io.prontuario.operator.Main", "run"));
        command.addAll(List.of("--site=onsite", "--namespace=" + namespace, "--kubeconfig=" + kubeconfig));
        command.add("--health-port=" + port);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        Replica replica = new Replica(builder.start(), port, log);
        replicas.add(replica);
        return replica;
    }

    private Lease lease() {
        return client.leases()
                .inNamespace(namespace)
                .withName("prontuario-operator")
                .get();
    }

    private String holder() {
        String holder = lease().getSpec().getHolderIdentity();
        return holder == null ? "" : holder;
    }

    private static int status(Replica replica, String path) {
        try {
            return get(replica, path).statusCode();
        } catch (IOException notYet) {
            return -1;
        }
    }

    private static String body(Replica replica, String path) throws IOException {
        return get(replica, path).body();
    }

    private static HttpResponse<String> get(Replica replica, String path) throws IOException {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + replica.port() + path))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static long rssKib(Replica replica) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + replica.process().pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
