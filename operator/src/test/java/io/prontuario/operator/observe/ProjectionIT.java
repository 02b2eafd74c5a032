package io.prontuario.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.crds.PlatformCrd;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.operator.support.PlatformFixture;
import io.prontuario.operator.support.Platforms;
import io.prontuario.operator.support.RunningOperator;
import io.prontuario.testing.ApiServer;
import io.prontuario.testing.ApiServerExtension;
import io.prontuario.testing.FakeService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The report of the job that ships the projection goes into status and changes nothing else. */
@ExtendWith(ApiServerExtension.class)
class ProjectionIT {
    private PlatformFixture fixture;
    private FakeService primary;
    private FakeService secondary;
    private HttpServer shipper;
    private RunningOperator operator;
    private volatile int code = 200;
    private volatile Supplier<String> says = () -> "";

    @BeforeEach
    void start(ApiServer server) throws IOException {
        server.applyFromClasspath(PlatformCrd.RESOURCE);
        KubernetesClient client = server.client();
        int port = Platforms.nextPort();
        primary = new FakeService("127.0.0.2", port);
        secondary = new FakeService("127.0.0.3", port);
        shipper = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        shipper.createContext("/projection", exchange -> {
            byte[] body = says.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(code, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        shipper.start();
        fixture = PlatformFixture.create(client, Platforms.shipping(server.newNamespace("projection"), port));
        operator = RunningOperator.start(
                server.adminConfig(),
                OperatorRole.ONSITE,
                fixture.namespace(),
                RunningOperator.bindings().with(new ProjectionPoller.Options(this::dial, Duration.ofMillis(200))));
    }

    /** Only the name of the job's Service resolves. */
    private InetSocketAddress dial(String host, int port) {
        return host.equals("api-ship." + fixture.namespace() + ".svc") && port == 8080
                ? shipper.getAddress()
                : InetSocketAddress.createUnresolved(host, port);
    }

    @AfterEach
    void stop() {
        operator.close();
        shipper.stop(0);
        primary.close();
        secondary.close();
    }

    @Test
    void statusHasTheJobsReportAndIsUnknownWithoutOne() {
        says = () -> answer(Instant.now(), "\"appliedSequence\":1201,\"pending\":0,\"inboxPending\":3,");
        fixture.awaitCondition("ProjectionCurrent", "True", "Current");
        fixture.awaitStatus(status -> {
            assertThat(status.projection().job()).isEqualTo("api-ship");
            assertThat(status.projection().lagSeconds()).isBetween(0L, 60L);
            assertThat(status.projection().appliedSequence()).isEqualTo(1201);
            assertThat(status.projection().pending()).isZero();
            assertThat(status.inbox().pending()).isEqualTo(3);
            assertThat(Instant.parse(status.inbox().observedAt())).isBeforeOrEqualTo(Instant.now());
        });
        await().atMost(PlatformFixture.TIMEOUT).until(() -> operator.sample("prontuario_inbox_pending") == 3);
        // the object follows the status
        await().atMost(PlatformFixture.TIMEOUT).untilAsserted(() -> assertThat(fixture.client()
                        .services()
                        .inNamespace(fixture.namespace())
                        .withName("api-ship")
                        .get())
                .isNotNull()
                .satisfies(service -> assertThat(service.getSpec().getPublishNotReadyAddresses())
                        .isTrue()));

        Instant stuck = Instant.now().minusSeconds(3_600);
        says = () -> answer(stuck, "\"appliedSequence\":1201,");
        fixture.awaitCondition("ProjectionCurrent", "False", "Lagging");
        fixture.awaitStatus(status -> {
            assertThat(status.projection().lagSeconds()).isGreaterThanOrEqualTo(3_600);
            assertThat(status.projection().pending()).isNull();
            assertThat(status.inbox()).isNull();
        });
        assertThat(message()).contains("the cloud does not answer");

        code = 404; // an image without this route
        assertUnreachable("with 200", stuck);
        code = 200;
        for (String garbage : List.of("{\"reason\":\"ready\",\"asOf\":\"yesterday\"}", "[" + " ".repeat(200_000))) {
            says = () -> answer(stuck, "");
            fixture.awaitCondition("ProjectionCurrent", "False", "Lagging");
            says = () -> garbage;
            assertUnreachable("unexpected body", stuck);
        }
        shipper.stop(0);
        assertUnreachable("does not answer", stuck);

        fixture.awaitMode(PlatformStatus.Mode.Full);
        primary.die();
        fixture.awaitStatus(status -> assertThat(status.activeSite()).isEqualTo("mac-studio-2"));
        fixture.awaitCondition("ProjectionCurrent", "Unknown", "ShipperUnreachable");
    }

    /** What was known stays with its time; present numbers are removed. */
    private void assertUnreachable(String why, Instant dataAsOf) {
        fixture.awaitCondition("ProjectionCurrent", "Unknown", "ShipperUnreachable");
        fixture.awaitStatus(status -> assertThat(message()).contains(why));
        PlatformStatus.Projection left = fixture.now().getStatus().projection();
        assertThat(left.lagSeconds()).isNull();
        assertThat(left.pending()).isNull();
        assertThat(Instant.parse(left.dataAsOf())).isEqualTo(dataAsOf.truncatedTo(ChronoUnit.MILLIS));
        assertThat(left.observedAt()).isNotNull();
        assertThat(fixture.now().getStatus().inbox()).isNull();
        await().atMost(PlatformFixture.TIMEOUT).untilAsserted(() -> {
            assertThat(operator.sample("prontuario_inbox_pending")).isNaN();
            assertThat(operator.sample("prontuario_projection_as_of_timestamp_seconds"))
                    .isEqualTo(dataAsOf.toEpochMilli() / 1e3);
        });
    }

    private String message() {
        return fixture.condition("ProjectionCurrent").orElseThrow().getMessage();
    }

    private static String answer(Instant asOf, String more) {
        return "{" + more + "\"asOf\":\"" + asOf
                + "\",\"reason\":\"the cloud does not answer\",\"site\":\"mac-studio-1\"}";
    }
}
