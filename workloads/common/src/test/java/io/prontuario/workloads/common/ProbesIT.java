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
import java.util.TreeMap;
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
        Map<Integer, Long> statuses = whileEveryThreadWaits("60000", service -> {
            assertThat(send(service, "/livez").status()).isEqualTo(200);
            RawHttp.Answer ready = send(service, "/readyz");
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.body()).contains("every request thread waits");
            assertThat(ready.header("X-Prontuario-Site")).contains("mac-studio-1");
        });

        assertThat(statuses).containsExactly(Map.entry(200, 2L * THREADS));
    }

    @Test
    void aRequestThatWaitedTooLongForAThreadIsRefused() throws Exception {
        Map<Integer, Long> statuses = whileEveryThreadWaits("500", service -> {
            long every = System.nanoTime();
            Await.until(
                    "the wait is over",
                    Duration.ofSeconds(5),
                    () -> System.nanoTime() - every > Duration.ofMillis(600).toNanos());
        });

        assertThat(statuses).containsOnly(Map.entry(200, (long) THREADS), Map.entry(503, (long) THREADS));
    }

    private interface Meanwhile {
        void run(HttpService service) throws Exception;
    }

    /** Sends twice as many requests as there are threads; how many were answered with which status. */
    private static Map<Integer, Long> whileEveryThreadWaits(String waitMillis, Meanwhile meanwhile) throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger waiting = new AtomicInteger();
        Settings settings = Settings.of(Map.of("PORT", "0", "SITE", "mac-studio-1", "HTTP_THREAD_WAIT_MS", waitMillis));
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
            meanwhile.run(service);
            release.countDown();
            Map<Integer, Long> statuses = new TreeMap<>();
            for (Future<RawHttp.Answer> answer : slow) {
                statuses.merge(answer.get().status(), 1L, Long::sum);
            }
            return statuses;
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
