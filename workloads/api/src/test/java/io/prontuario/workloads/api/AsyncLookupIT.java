package io.prontuario.workloads.api;

import static io.prontuario.workloads.api.EmbeddedDatabases.rows;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A lookup is answered by an asynchronous route; one with an encoded path by the servlet route. Both must respond alike and apply
 * the same access rules.
 */
class AsyncLookupIT extends SecuredApiTestBase {
    private static final List<String> HEADERS = List.of(
            "Content-Type",
            "Cache-Control",
            "X-Prontuario-Site",
            "X-Prontuario-Profile",
            "X-Prontuario-Reduced",
            "WWW-Authenticate",
            "Retry-After");

    @ParameterizedTest
    @ValueSource(strings = {"full", "emergency"})
    void bothRoutesRespondAlike(String profile) throws Exception {
        start(profile);
        String token = token("clinician");
        for (String suffix : List.of("", "/emergency")) {
            assertAlike("7" + suffix, "%37" + suffix, token, 200);
            assertAlike("999999999" + suffix, "99999999%39" + suffix, token, 404);
            assertAlike("7" + suffix, "%37" + suffix, "", 401);
            assertAlike("7" + suffix, "%37" + suffix, token + "x", 401);
            assertAlike("7" + suffix, "%37" + suffix, token("reception"), 403);
        }
    }

    private void assertAlike(String plain, String encoded, String token, int status) throws Exception {
        HttpResponse<String> async = get("/v1/patients/" + plain, token);
        HttpResponse<String> servlet = get("/v1/patients/" + encoded, token);
        assertThat(async.statusCode()).as(async.body()).isEqualTo(status).isEqualTo(servlet.statusCode());
        assertThat(withoutTime(async)).isEqualTo(withoutTime(servlet));
        for (String header : HEADERS) {
            assertThat(async.headers().allValues(header))
                    .as(header)
                    .isEqualTo(servlet.headers().allValues(header));
        }
    }

    private static JsonNode withoutTime(HttpResponse<String> answer) throws Exception {
        return ((ObjectNode) json(answer)).without(List.of("dataAsOf", "ageSeconds"));
    }

    @Test
    void bothRoutesAreAuditedAndApplyTheSameReach() throws Exception {
        start("full");
        String nurse = token("nurse");
        String audited = "SELECT username, action, patient_id, allowed FROM audit WHERE patient_id = 431 ORDER BY seq";
        assertAlike("431", "43%31", nurse, 403);
        assertThat(rows(database, audited))
                .containsExactly("nurse|GET /v1/patients/{id}|431|f", "nurse|GET /v1/patients/{id}|431|f");
        assertThat(send(
                                "POST",
                                "/v1/patients/431/break-glass",
                                nurse,
                                "{\"reason\":\"found without papers\"}",
                                "Idempotency-Key",
                                "lookup-431")
                        .statusCode())
                .isEqualTo(201);
        assertAlike("431", "43%31", nurse, 200);
        assertThat(rows(database, audited + " OFFSET 3"))
                .containsExactly("nurse|GET /v1/patients/{id}|431|t", "nurse|GET /v1/patients/{id}|431|t");
    }

    @Test
    void bothRoutesShareTheRateLimit() throws Exception {
        start("full", "RATE_LIMIT_PER_MINUTE", "4");
        String token = token("clinician");
        for (int i = 0; i < 2; i++) {
            assertAlike("7", "%37", token, 200);
        }
        assertAlike("7", "%37", token, 429);
    }

    @Test
    void otherMethodsAndRequestsWithABodyUseTheServletRoute() throws Exception {
        start("full");
        String token = token("clinician");
        assertThat(send("DELETE", "/v1/patients/7", token, "").statusCode()).isEqualTo(405);
        assertThat(send("GET", "/v1/patients/7", token, "a body").statusCode()).isEqualTo(200);
        assertThat(get("/v1/patients/7?x=y", token).statusCode()).isEqualTo(200);
    }

    @Test
    void aDrainingServiceAnswersAndClosesTheConnection() throws Exception {
        start("full", "AUTH", "disabled", "AUTH_KEYS", "", "DRAIN_DELAY_MS", "60000");
        int port = service.port();
        Thread drain = new Thread(() -> {
            try {
                service.drain();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        drain.start();
        ApiServiceTestBase.await(() -> status("/readyz") == 503);
        HttpResponse<String> answer = get("/v1/patients/7", "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Connection")).isEqualTo(Optional.of("close"));
        assertThat(service.port()).isEqualTo(port);
        drain.interrupt();
        drain.join();
    }

    @Test
    void concurrentLookupsReturnTheRequestedPatient() throws Exception {
        start("full", "AUTH", "disabled", "AUTH_KEYS", "");
        List<CompletableFuture<JsonNode>> asked = java.util.stream.IntStream.rangeClosed(1, 200)
                .mapToObj(id -> CompletableFuture.supplyAsync(() -> patient(id)))
                .toList();
        for (int id = 1; id <= asked.size(); id++) {
            assertThat(asked.get(id - 1).join().path("id").asInt()).isEqualTo(id);
        }
    }

    private JsonNode patient(int id) {
        try {
            return json(get("/v1/patients/" + id, ""));
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private int status(String path) {
        try {
            return status(path, "");
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
