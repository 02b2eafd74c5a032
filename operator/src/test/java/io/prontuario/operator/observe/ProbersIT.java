package io.prontuario.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.v1alpha1.ServiceSpec.ProbeType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProbersIT {
    private static final Duration TIMEOUT = Duration.ofMillis(400);

    private final Probers probers = new Probers();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void httpIsReadyOnA2xx() throws IOException {
        assertThat(http("HTTP/1.1 200 OK\r\n\r\n").kind()).isEqualTo(ProbeResult.Kind.READY);
        assertThat(http("HTTP/1.1 204 No Content\r\n\r\n").kind()).isEqualTo(ProbeResult.Kind.READY);
    }

    @Test
    void httpIsNotReadyOnOtherAnswersAndNamesThem() throws IOException {
        assertThat(http("HTTP/1.1 503 Service Unavailable\r\n\r\n"))
                .isEqualTo(ProbeResult.notReady("GET /readyz answered 503"));
        assertThat(http("HTTP/1.1 301 Moved\r\n\r\n").kind()).isEqualTo(ProbeResult.Kind.NOT_READY);
        assertThat(http("SSH-2.0-x\r\n")).isEqualTo(ProbeResult.notReady("GET /readyz did not answer in HTTP"));
        assertThat(http("").kind()).isEqualTo(ProbeResult.Kind.NOT_READY);
    }

    @Test
    void httpOfAnotherServiceOnTheSamePortIsNotReady() throws IOException {
        Map<String, String> api = Map.of("X-Prontuario-Service", "api");
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n";

        assertThat(http(head + "x-prontuario-service:  api \r\n\r\n", api)).isEqualTo(ProbeResult.ready());
        assertThat(http(head + "X-Prontuario-Service: inference\r\n\r\n", api).detail())
                .contains("another value of header X-Prontuario-Service than api");
        assertThat(http(head + "\r\nX-Prontuario-Service: api", api).detail())
                .as("a header in the body does not count")
                .contains("without header X-Prontuario-Service");
        assertThat(http("HTTP/1.1 503 x\r\nX-Prontuario-Service: api\r\n\r\n", api))
                .isEqualTo(ProbeResult.notReady("GET /readyz answered 503"));
    }

    @Test
    void anEndlessHttpHeadIsBoundedInTimeAndSize() throws IOException {
        String endless = "HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(2000);

        assertThat(http(endless, Map.of("X-Prontuario-Service", "api")).kind()).isEqualTo(ProbeResult.Kind.NOT_READY);
    }

    @Test
    void httpThatAcceptsAndDoesNotAnswerIsNotReady() throws IOException {
        ServerSocket mute = listen();
        long start = System.nanoTime();
        ProbeResult result = ask(ProbeType.HTTP, mute.getLocalPort());
        assertThat(result).isEqualTo(ProbeResult.notReady("GET /readyz did not answer in time"));
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(TIMEOUT.minusMillis(20), TIMEOUT.multipliedBy(10));
    }

    @Test
    void refusedIsNoConnectionForEveryType() throws IOException {
        int closed;
        try (ServerSocket socket = listen()) {
            closed = socket.getLocalPort();
        }
        for (ProbeType type : ProbeType.values()) {
            assertThat(ask(type, closed).kind()).as(type.name()).isEqualTo(ProbeResult.Kind.NO_CONNECTION);
        }
    }

    @Test
    void tcpIsReadyWhenAccepted() throws IOException {
        assertThat(ask(ProbeType.TCP, listen().getLocalPort()).kind()).isEqualTo(ProbeResult.Kind.READY);
    }

    @Test
    void grpcAsksTheHealthServiceByName() throws Exception {
        HealthStatusManager health = new HealthStatusManager();
        health.setStatus("records.Search", ServingStatus.SERVING);
        Server server = NettyServerBuilder.forPort(0)
                .addService(health.getHealthService())
                .build()
                .start();
        open.add(server::shutdownNow);

        // The first call loads the gRPC stack, which may take longer than a probe's timeout.
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(ask(ProbeType.GRPC, server.getPort()).kind()).isEqualTo(ProbeResult.Kind.READY));
        health.setStatus("records.Search", ServingStatus.NOT_SERVING);
        assertThat(ask(ProbeType.GRPC, server.getPort()))
                .isEqualTo(ProbeResult.notReady("gRPC health answered NOT_SERVING"));
        health.clearStatus("records.Search");
        assertThat(ask(ProbeType.GRPC, server.getPort()))
                .isEqualTo(ProbeResult.notReady("gRPC health answered NOT_FOUND"));
    }

    @Test
    void anExceptionOfAProberIsUndecided() {
        assertThat(probers.probe(target(ProbeType.TCP, 99_999, Map.of())).kind())
                .isEqualTo(ProbeResult.Kind.UNDECIDED);
    }

    private ProbeResult http(String answer) throws IOException {
        return http(answer, Map.of());
    }

    private ProbeResult http(String answer, Map<String, String> expectHeaders) throws IOException {
        ServerSocket socket = listen();
        Thread server = new Thread(() -> {
            try (Socket connection = socket.accept()) {
                byte[] request = new byte[512];
                assertThat(connection.getInputStream().read(request)).isPositive();
                connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        server.start();
        return probers.probe(target(ProbeType.HTTP, socket.getLocalPort(), expectHeaders));
    }

    private ProbeResult ask(ProbeType type, int port) {
        return probers.probe(target(type, port, Map.of()));
    }

    private ServerSocket listen() throws IOException {
        ServerSocket socket = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        open.add(socket);
        return socket;
    }

    private static ProbeTarget target(ProbeType type, int port, Map<String, String> expectHeaders) {
        return new ProbeTarget(
                new SiteName("mac-studio-1"),
                "api",
                "127.0.0.1",
                port,
                new ProbeTarget.Request(type, "/readyz", expectHeaders, "records.Search"),
                new ProbeTarget.Timing(Duration.ofSeconds(5), TIMEOUT, 0));
    }
}
