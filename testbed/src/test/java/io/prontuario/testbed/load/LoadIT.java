package io.prontuario.testbed.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.Socket;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LoadIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final LoadPlan PLAN =
            new LoadPlan(200, Duration.ofSeconds(3), 0, "m", 8, Duration.ofSeconds(3), 0, 42);

    @TempDir
    private Path folder;

    private static void awaitGets(Load load, int count) {
        await().atMost(LIMIT).until(() -> load.log().size() >= count);
    }

    @Test
    void aStallIsCountedFromWhenEachRequestWasDue() throws Exception {
        CountDownLatch stall = new CountDownLatch(1);
        try (ScriptedTlsServer site = new ScriptedTlsServer(folder, (n, path, socket, out) -> {
                    if (n >= 100) {
                        stall.await();
                    }
                    ScriptedTlsServer.record(out, path, "a");
                });
                Load load = Load.start(PLAN, site.target())) {
            awaitGets(load, 100);
            long from = System.nanoTime();
            await().atMost(LIMIT).until(() -> load.inFlight() >= 150);
            long stalledNanos = System.nanoTime() - from;
            stall.countDown();
            load.drain();
            List<GetRecord> gets = load.log().gets(Long.MIN_VALUE, Long.MAX_VALUE);
            assertThat(gets).noneMatch(GetRecord::failed);
            // An open loop keeps sending: one slow answer per missed period, not one slow answer in all.
            long slow = gets.stream()
                    .filter(get -> get.latencyNanos() > stalledNanos / 4)
                    .count();
            assertThat(slow).isGreaterThan(75);
            assertThat(gets.stream().mapToLong(GetRecord::latencyNanos).max().orElse(0))
                    .isGreaterThanOrEqualTo(stalledNanos * 9 / 10);
            assertThat(gets.stream().mapToInt(GetRecord::number).toArray())
                    .isEqualTo(java.util.stream.IntStream.range(0, gets.size()).toArray());
        }
    }

    @Test
    void everyRequestHasItsOwnConnectionAndItsOwnFullHandshake() throws Exception {
        CountingTrust trust = new CountingTrust();
        try (ScriptedTlsServer site = new ScriptedTlsServer(
                        folder, (n, path, socket, out) -> ScriptedTlsServer.record(out, path, "a"));
                Load load = Load.start(
                        PLAN, new LoadTarget("127.0.0.1", site.target().port(), TlsTrust.by(trust)))) {
            awaitGets(load, 300);
            load.drain();
            int sent = load.log().gets(Long.MIN_VALUE, Long.MAX_VALUE).size();
            assertThat(site.connections()).isEqualTo(sent);
            // A resumed session presents no certificate, so the trust manager would not have been called.
            assertThat(trust.asked.get()).isEqualTo(sent);
        }
    }

    @Test
    void failuresAreNotRetriedAndNotLost() throws Exception {
        try (ScriptedTlsServer site = new ScriptedTlsServer(folder, (n, path, socket, out) -> {
                    if (n % 10 == 0) {
                        socket.setSoLinger(true, 0);
                        socket.close();
                    } else {
                        ScriptedTlsServer.record(out, path, "a");
                    }
                });
                Load load = Load.start(PLAN, site.target())) {
            awaitGets(load, 200);
            load.drain();
            List<GetRecord> gets = load.log().gets(Long.MIN_VALUE, Long.MAX_VALUE);
            assertThat(gets.stream().filter(GetRecord::failed).count()).isEqualTo((gets.size() + 9) / 10);
            assertThat(site.connections()).isEqualTo(gets.size());
        }
    }

    @Test
    void streamsAreCountedWholeOrBroken() throws Exception {
        LoadPlan plan = new LoadPlan(1, Duration.ofSeconds(3), 20, "m", 8, Duration.ofSeconds(3), 0, 42);
        try (ScriptedTlsServer site = new ScriptedTlsServer(folder, (n, path, socket, out) -> {
                    if (!path.startsWith("/v1/chat")) {
                        ScriptedTlsServer.record(out, path, "a");
                        return;
                    }
                    out.write("HTTP/1.1 200 OK\r\nX-Prontuario-Site: a\r\n\r\n".getBytes());
                    for (int i = 0; i < 3; i++) {
                        out.write("data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\n".getBytes());
                        out.flush();
                    }
                    if (n % 2 == 0) {
                        out.write("data: [DONE]\n\n".getBytes());
                    }
                    out.flush();
                });
                Load load = Load.start(plan, site.target())) {
            long from = System.nanoTime();
            await().atMost(LIMIT)
                    .until(() -> load.log().streams(from, Long.MAX_VALUE).size() >= 20);
            load.drain();
            List<StreamRecord> streams = load.log().streams(Long.MIN_VALUE, Long.MAX_VALUE);
            assertThat(streams).allSatisfy(s -> assertThat(s.tokens()).isEqualTo(3));
            assertThat(streams).allSatisfy(s -> assertThat(s.site()).isEqualTo("a"));
            assertThat(streams.stream().filter(StreamRecord::complete).count()).isBetween(5L, streams.size() - 5L);
        }
    }

    /** Trusts every certificate and counts the checks. */
    private static final class CountingTrust extends X509ExtendedTrustManager {
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            asked.incrementAndGet();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            asked.incrementAndGet();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            asked.incrementAndGet();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
