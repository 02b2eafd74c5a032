package io.prontuario.workloads.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.testing.Await;
import io.prontuario.workloads.common.Settings;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Both hosts' services, each beside its own database, and one writer that moves. */
class WriterMovesIT extends SplitRecordTestBase {
    private ApiService besideWriter;

    private void startBoth() throws Exception {
        start();
        Map<String, String> settings = settings(pair.first());
        settings.put("SITE", "mac-studio-1");
        settings.put("AUDIT_JOURNAL_DIR", journal.resolve("audit-1").toString());
        besideWriter = new ApiService(Settings.of(settings)).start();
        Await.until(
                "readiness",
                LIMIT,
                () -> sendTo(first(), "GET", "/readyz", "", "").statusCode() == 200);
    }

    private String first() {
        return "http://localhost:" + besideWriter.port();
    }

    private String second() {
        return "http://localhost:" + service.port();
    }

    @AfterEach
    void stopSecond() {
        if (besideWriter != null) {
            besideWriter.stop();
        }
    }

    @Test
    void aKeyedWriteThatTheFrontDoorRepeatsOnTheOtherHostHasOneEffect() throws Exception {
        startBoth();
        String token = token("ana");
        ExecutorService hosts = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 20; i++) {
                String key = "both-hosts-" + i;
                List<Callable<HttpResponse<String>>> requests = List.of(
                        () -> openEncounter(first(), token, 41, key), () -> openEncounter(second(), token, 41, key));
                List<HttpResponse<String>> answers = new ArrayList<>();
                for (Future<HttpResponse<String>> answer : hosts.invokeAll(requests)) {
                    answers.add(answer.get());
                }
                assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode())
                        .as(answer.body())
                        .isEqualTo(201));
                assertThat(answers.get(0).body()).isEqualTo(answers.get(1).body());
                assertThat(answers)
                        .map(answer -> answer.headers()
                                .firstValue("Idempotency-Replayed")
                                .orElse(""))
                        .containsExactlyInAnyOrder("true", "false");
            }
        } finally {
            hosts.shutdownNow();
        }
        assertThat(pair.first().sql("SELECT count(*) FROM encounters WHERE patient_id = 41"))
                .isEqualTo("20");
    }

    @Test
    void noAcknowledgedWriteIsLostOrDoubledWhenTheWriterDiesAndTheOtherTakesOver() throws Exception {
        pair.first().sql("ALTER SYSTEM SET synchronous_standby_names = 'ANY 1 (second)'");
        pair.first().sql("SELECT pg_reload_conf()");
        start();
        String token = token("ana");
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        AtomicBoolean finished = new AtomicBoolean();
        AtomicLong lastAt = new AtomicLong();
        ExecutorService clients = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> work = new ArrayList<>();
            for (int client = 0; client < 4; client++) {
                int number = client;
                work.add(clients.submit(() -> {
                    for (int i = 0; !finished.get(); i++) {
                        String key = "moves-" + number + "-" + i;
                        if (acknowledged(token, key)) {
                            acknowledged.add(key);
                            lastAt.set(System.nanoTime());
                        }
                    }
                    return null;
                }));
            }
            Await.until("writes", LIMIT, () -> acknowledged.size() > 40);
            pair.first().stop();
            int before = acknowledged.size();
            pair.second().promote();
            pair.writerIs(pair.second());
            long moved = System.nanoTime();
            route.to(pair.second().port());
            Await.until("writes at the new writer", LIMIT, () -> acknowledged.size() > before + 4);
            System.out.printf(
                    "writes followed the route within %d ms%n",
                    Duration.ofNanos(System.nanoTime() - moved).toMillis());
            Await.until("more writes", LIMIT, () -> acknowledged.size() > before + 40);
            finished.set(true);
            for (Future<?> client : work) {
                client.get();
            }
        } finally {
            clients.shutdownNow();
        }
        assertThat(pair.second().sql("SELECT count(*) - count(DISTINCT reason) FROM encounters WHERE patient_id = 42"))
                .as("nothing twice")
                .isEqualTo("0");
        for (String key : acknowledged) {
            assertThat(pair.second().sql("SELECT count(*) FROM encounters WHERE reason = '" + key + "'"))
                    .as(key)
                    .isEqualTo("1");
        }
    }

    /** Repeats the write with its key until it is acknowledged, or the test ends. */
    private boolean acknowledged(String token, String key) throws Exception {
        for (int attempt = 0; attempt < 200; attempt++) {
            try {
                int status = openEncounter(second(), token, 42, key).statusCode();
                if (status == 201) {
                    return true;
                }
                assertThat(status).isEqualTo(503);
            } catch (IOException unknown) {
                // the outcome is unknown: repeat
            }
        }
        return false;
    }

    private HttpResponse<String> openEncounter(String url, String token, int patient, String key) throws Exception {
        return sendTo(
                url,
                "POST",
                "/v1/encounters",
                token,
                "{\"patientId\":" + patient + ",\"kind\":\"emergency\",\"reason\":\"" + key + "\"}",
                "Idempotency-Key",
                key);
    }
}
