package io.prontuario.workloads.common;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.CollectorRegistry;
import io.prontuario.testing.Await;
import io.prontuario.testing.RawHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that begin a body and do not end it. */
class SlowBodiesIT {
    private static final int THREADS = 8;

    private final List<Socket> slow = new ArrayList<>();
    private final HttpService service = start();

    private static HttpService start() {
        Settings settings = Settings.of(Map.of("PORT", "0", "SITE", "mac-studio-1"));
        return new HttpService(
                        HttpOptions.from(settings, THREADS, 1 << 20),
                        Identity.from(settings),
                        () -> Readiness.Status.notReady("not asked"),
                        new CollectorRegistry(),
                        routes -> routes.post(
                                "/length", ctx -> ctx.result(ctx.body().length() + "\n")))
                .start();
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : slow) {
            socket.close();
        }
        service.stop();
    }

    @Test
    void smallBodiesThatDoNotArriveHoldNoThread() throws Exception {
        for (int i = 0; i < 5 * THREADS; i++) {
            begin("Content-Length: 1000", "{");
        }

        for (int i = 0; i < THREADS; i++) {
            assertThat(post("x".repeat(1_000)).body()).isEqualTo("1000\n");
        }
    }

    @Test
    void largeBodiesThatDoNotArriveHoldAQuarterOfTheThreads() throws Exception {
        List<Socket> refused = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Socket socket = begin("Content-Length: 1000000", "x".repeat(100_000));
            if (i >= THREADS / 4) {
                refused.add(socket);
            }
        }

        for (Socket socket : refused) {
            assertThat(firstLine(socket)).contains("503");
        }
        assertThat(post("x".repeat(1_000)).body()).isEqualTo("1000\n");
        assertThat(post("x".repeat(500_000)).status()).isEqualTo(503);
        for (Socket socket : slow) {
            socket.close();
        }
        Await.until(
                "the places of those that went away are free",
                Duration.ofSeconds(10),
                () -> post("x".repeat(500_000)).status() == 200);
    }

    @Test
    void aBodyThatDoesNotArriveInTenSecondsIsGivenUp() throws Exception {
        Socket socket = begin("Content-Length: 1000", "{");

        socket.setSoTimeout(15_000);
        assertThat(socket.getInputStream().read())
                .as("the connection is closed")
                .isNegative();
    }

    @Test
    void chunkedBodiesAreRead() throws Exception {
        RawHttp.Answer answer = RawHttp.send(
                service.port(),
                ("POST /length HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));

        assertThat(answer.body()).isEqualTo("5\n");
    }

    private Socket begin(String length, String part) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port());
        slow.add(socket);
        socket.setSoTimeout(5_000);
        socket.getOutputStream()
                .write(("POST /length HTTP/1.1\r\nHost: x\r\n" + length + "\r\n\r\n" + part)
                        .getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private static String firstLine(Socket socket) throws IOException {
        byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 503".length());
        return new String(line, StandardCharsets.ISO_8859_1);
    }

    private RawHttp.Answer post(String body) throws Exception {
        return RawHttp.send(
                service.port(),
                ("POST /length HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + body.length()
                                + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.ISO_8859_1));
    }
}
