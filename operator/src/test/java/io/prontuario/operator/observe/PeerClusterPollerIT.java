package io.prontuario.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.crds.PlatformCrd;
import io.prontuario.crds.v1alpha1.CloudSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.operator.support.PlatformFixture;
import io.prontuario.operator.support.Platforms;
import io.prontuario.operator.support.RunningOperator;
import io.prontuario.testing.ApiServer;
import io.prontuario.testing.ApiServerExtension;
import io.prontuario.testing.FakeService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ApiServerExtension.class)
class PeerClusterPollerIT {
    private static final String FIELD = "spec.cloud.kubeconfigSecretRef";

    private KubernetesClient client;
    private ApiServer server;
    private PlatformFixture fixture;
    private FakeService primary;
    private FakeService secondary;
    private RunningOperator operator;

    @BeforeEach
    void start(ApiServer apiServer) {
        server = apiServer;
        server.applyFromClasspath(PlatformCrd.RESOURCE);
        client = server.client();
        int port = Platforms.nextPort();
        primary = new FakeService("127.0.0.2", port);
        secondary = new FakeService("127.0.0.3", port);
        fixture = PlatformFixture.create(client, Platforms.twoHosts(server.newNamespace("remote"), port));
        operator = RunningOperator.start(server.adminConfig(), OperatorRole.ONSITE, fixture.namespace());
        fixture.awaitMode(PlatformStatus.Mode.Full);
    }

    @AfterEach
    void stop() {
        operator.close();
        primary.close();
        secondary.close();
    }

    @Test
    void aMissingSecretIsNamedWithTheRemedyAndNothingElseChanges() {
        askFor("other-cluster");

        fixture.awaitCondition("SpecInSync", "Unknown", "KubeconfigUnusable");
        assertThat(message()).contains(FIELD, "other-cluster", "create it, or remove the field");
        assertServesAndReacts();
    }

    @Test
    void anUnreachableClusterIsNamedWithTheRemedyAndNothingElseChanges() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        store(Files.readString(server.kubeconfig())
                .replaceAll("https://127.0.0.1:\\d+", "https://127.0.0.1:" + closed));
        askFor("other-cluster");

        fixture.awaitCondition("SpecInSync", "Unknown", "CloudUnreachable");
        assertThat(message()).contains(FIELD, "https://127.0.0.1:" + closed, "check the server address");
        assertServesAndReacts();
    }

    @Test
    void anInvalidKubeconfigIsNamed() {
        store("not: [a kubeconfig");
        askFor("other-cluster");

        fixture.awaitCondition("SpecInSync", "Unknown", "KubeconfigUnusable");
        assertThat(message()).contains(FIELD, "cannot be parsed");
    }

    @Test
    void aClusterThatRunsTheSameSpecIsInSync() throws IOException {
        store(Files.readString(server.kubeconfig()));
        askFor("other-cluster");

        fixture.awaitCondition("SpecInSync", "True", "SameSpec");
    }

    @Test
    void anotherSpecIsReportedWithTheRemedyAndNothingElseChanges() throws IOException {
        HttpServer other = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 16);
        other.createContext("/", exchange -> {
            ProntuarioPlatform theirs = fixture.now();
            byte[] body = Serialization.asJson(theirs)
                    .replace(theirs.getStatus().specHash(), "0".repeat(64))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        other.start();
        try {
            store(
                    """
                    apiVersion: v1
                    kind: Config
                    clusters: [{name: c, cluster: {server: "http://127.0.0.1:%d"}}]
                    users: [{name: u, user: {}}]
                    contexts: [{name: x, context: {cluster: c, user: u}}]
                    current-context: x
                    """
                            .formatted(other.getAddress().getPort()));
            askFor("other-cluster");

            fixture.awaitCondition("SpecInSync", "False", "SpecsDiffer");
            assertThat(message()).contains("runs another spec", "apply the same object to both clusters");
            assertServesAndReacts();
        } finally {
            other.stop(0);
        }
    }

    /** The platform serves and still reacts. */
    private void assertServesAndReacts() {
        fixture.awaitMode(PlatformStatus.Mode.Full);
        primary.die();
        fixture.awaitStatus(status -> assertThat(status.activeSite()).isEqualTo("mac-studio-2"));
    }

    private String message() {
        return fixture.condition("SpecInSync").orElseThrow().getMessage();
    }

    private void store(String kubeconfig) {
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(fixture.namespace())
                        .withName("other-cluster")
                        .endMetadata()
                        .withStringData(Map.of("kubeconfig", kubeconfig))
                        .build())
                .create();
    }

    private void askFor(String secret) {
        fixture.change(spec -> new PlatformSpec(
                spec.hosts(),
                spec.edge(),
                new CloudSpec("hospital-prontuario", null, null, null, null, null, null, null, null, secret),
                spec.services(),
                spec.models(),
                spec.data(),
                spec.health(),
                spec.failover(),
                spec.drills(),
                spec.monitoring(),
                spec.names(),
                spec.announcements()));
    }
}
