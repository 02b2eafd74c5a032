package io.prontuario.workloads.api.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prontuario.workloads.common.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WebhookChannelIT {
    private static final Alert ALERT =
            new Alert(UUID.randomUUID(), Optional.empty(), Alert.Severity.CRITICAL, "fell", "s", Instant.now());

    /** The thread that escalates is one: a receiver that never ends its answer must not keep it. */
    @Test
    @Timeout(30)
    void anAnswerWithoutAnEndIsGivenUp() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        try (ServerSocket receiver = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> answers = CompletableFuture.runAsync(() -> answerWithoutEnd(receiver, done));
            AlertChannel channel = WebhookChannel.from(Settings.of(
                            Map.of("ALERT_CHANNELS", "ward=http://127.0.0.1:" + receiver.getLocalPort() + "/")))
                    .get(0);
            long begun = System.nanoTime();

            assertThatThrownBy(() -> channel.deliver(ALERT)).isInstanceOf(HttpTimeoutException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
            done.countDown();
            answers.join();
        }
    }

    private static void answerWithoutEnd(ServerSocket receiver, CountDownLatch done) {
        try (Socket client = receiver.accept()) {
            client.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nx".getBytes(StandardCharsets.ISO_8859_1));
            done.await();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
