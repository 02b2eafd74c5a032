package io.prontuario.workloads.common;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.CollectorRegistry;
import io.prontuario.testing.Await;
import io.prontuario.testing.RawHttp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProbesIT {
    private static final int THREADS = 8;

    @Test
    void probesAreAnsweredWhileEveryRequestThreadWaits() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger waiting = new AtomicInteger();
        Settings settings = Settings.of(Map.of("PORT", "0", "SITE", "mac-studio-1"));
        HttpService service = new HttpService(
                        HttpOptions.from(settings, THREADS, 1 << 20),
                        Identity.from(settings),
                        () -> Readiness.Status.notReady("every request thread waits"),
                        new CollectorRegistry(),
                        routes -> routes.get("/slow", ctx -> {
                            waiting.incrementAndGet();
                            release.await();
                        }))
                .start();
        ExecutorService clients = Executors.newFixedThreadPool(2 * THREADS);
        try {
            List<Future<RawHttp.Answer>> slow = new ArrayList<>();
            for (int i = 0; i < 2 * THREADS; i++) {
                slow.add(clients.submit(() -> send(service, "/slow")));
            }
            AtomicInteger before = new AtomicInteger(-1);
            Await.until("no further request starts", Duration.ofSeconds(20), () -> {
                int now = waiting.get();
                return now > 0 && before.getAndSet(now) == now;
            });
            assertThat(send(service, "/livez").status()).isEqualTo(200);
            RawHttp.Answer ready = send(service, "/readyz");
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.body()).contains("every request thread waits");
            assertThat(ready.header("X-Prontuario-Site")).contains("mac-studio-1");
            release.countDown();
            for (Future<RawHttp.Answer> answer : slow) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
        } finally {
            release.countDown();
            clients.shutdownNow();
            service.stop();
        }
    }

    private static RawHttp.Answer send(HttpService service, String path) throws Exception {
        return RawHttp.send(
                service.port(),
                ("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
    }
}
