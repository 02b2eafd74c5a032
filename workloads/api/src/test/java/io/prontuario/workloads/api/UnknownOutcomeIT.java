package io.prontuario.workloads.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.testing.Await;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Writes whose commit no synchronous copy confirms: PostgreSQL waits for a copy that is gone. */
class UnknownOutcomeIT extends SplitRecordTestBase {
    private static final String OPENED = "SELECT count(*) FROM encounters WHERE patient_id = 31";
    private static final String CANCEL = "SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity"
            + " WHERE wait_event = 'SyncRep' AND query = 'COMMIT'";

    @Test
    void aWriteThatNoCopyConfirmsIsUnknownUntilARepeatIsConfirmed() throws Exception {
        start();
        String token = token("ana");
        waitFor("ANY 1 (ghost)");

        long started = System.nanoTime();
        HttpResponse<String> first = openEncounter(token);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(type(first)).isEqualTo("outcome-unknown");
        assertThat(first.headers().firstValue("Retry-After")).contains("1");

        assertThat(openEncounter(token).statusCode())
                .as("the first request is still in flight")
                .isEqualTo(503);
        assertThat(pair.first().sql(OPENED)).as("nobody sees it yet").isEqualTo("0");

        pair.first().sql(CANCEL);
        Await.until("the row is visible", LIMIT, () -> pair.first().sql(OPENED).equals("1"));
        assertThat(pair.second().sql("SELECT pg_is_in_recovery()")).isEqualTo("t");
        HttpResponse<String> visible = openEncounter(token);
        assertThat(visible.statusCode())
                .as("visible is not durable: " + visible.body())
                .isEqualTo(503);
        assertThat(type(visible)).isEqualTo("outcome-unknown");

        waitFor("");
        HttpResponse<String> confirmed = openEncounter(token);
        assertThat(confirmed.statusCode()).as(confirmed.body()).isEqualTo(201);
        assertThat(confirmed.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(pair.first().sql(OPENED)).isEqualTo("1");
    }

    @Test
    void aCancelledWaitIsNotASuccess() throws Exception {
        start();
        String token = token("ana");
        waitFor("ANY 1 (ghost)");
        CompletableFuture<HttpResponse<String>> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return openEncounter(token);
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
        // PostgreSQL then answers COMMIT with success and a warning
        Await.until("a visible row", LIMIT, () -> {
            pair.first().sql(CANCEL);
            return pair.first().sql(OPENED).equals("1");
        });
        assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(503);
        assertThat(type(answer.get())).isEqualTo("outcome-unknown");
        waitFor("");
        assertThat(openEncounter(token).headers().firstValue("Idempotency-Replayed"))
                .contains("true");
    }

    @Test
    void commitsThatWaitDoNotUseUpTheServersSessions() throws Exception {
        start("RECORDS_WRITER_CONNECTIONS", "12");
        String token = token("ana");
        waitFor("ANY 1 (ghost)");
        String waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'";
        ExecutorService clients = Executors.newFixedThreadPool(12);
        try {
            List<Callable<Integer>> writes = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                String key = "stalled-write-" + i;
                writes.add(() -> openEncounter(token, key).statusCode());
            }
            for (Future<Integer> status : clients.invokeAll(writes)) {
                assertThat(status.get()).isEqualTo(503);
            }
        } finally {
            clients.shutdownNow();
        }
        assertThat(Integer.parseInt(pair.first().sql(waiting))).isBetween(8, 16);
        waitFor("");
        Await.until(
                "writes again",
                LIMIT,
                () -> openEncounter(token, "stalled-write-0").statusCode() == 201);
    }

    private void waitFor(String copies) {
        pair.first().sql("ALTER SYSTEM SET synchronous_standby_names = '" + copies + "'");
        pair.first().sql("SELECT pg_reload_conf()");
        Await.until("the setting", LIMIT, () -> pair.first()
                .sql("SHOW synchronous_standby_names")
                .equals(copies));
    }

    private HttpResponse<String> openEncounter(String token) throws Exception {
        return openEncounter(token, "unknown-outcome-31");
    }

    private HttpResponse<String> openEncounter(String token, String key) throws Exception {
        return send(
                "POST",
                "/v1/encounters",
                token,
                "{\"patientId\":31,\"kind\":\"emergency\",\"reason\":\"fell\"}",
                "Idempotency-Key",
                key);
    }

    private static String type(HttpResponse<String> answer) throws Exception {
        return json(answer).path("type").asText().replace("urn:prontuario:problem:", "");
    }
}
