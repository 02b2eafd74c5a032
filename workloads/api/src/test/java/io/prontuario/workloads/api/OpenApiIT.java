package io.prontuario.workloads.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.testing.OpenApi;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks the service against openapi.yaml. */
class OpenApiIT extends SecuredApiTestBase {
    @TempDir
    Path objects;

    private final OpenApi published;

    OpenApiIT() throws Exception {
        published = OpenApi.published();
    }

    @Test
    void describesExactlyTheOperationsOfTheService() {
        Set<String> operations = new TreeSet<>(Set.of("POST /v1/auth/login", "POST /v1/auth/logout"));
        Arrays.stream(Feature.values()).map(Feature::operation).forEach(operations::add);
        assertThat(published.operations()).isEqualTo(operations);
    }

    @Test
    void everyDescribedOperationIsServed() throws Exception {
        start("full");
        for (String operation : published.operations()) {
            String[] words = operation.split(" ");
            HttpResponse<String> answer = send(words[0], words[1].replace("{id}", "1"), "", "{}");
            // without a token a route responds with 400 or 401, a missing route with 404
            assertThat(answer.statusCode()).as(operation).isIn(400, 401);
            published.check(operation, answer);
        }
    }

    @Test
    void responsesMatchTheDescription() throws Exception {
        start("full", "OBJECTS_URL", "file://" + objects);
        published.check("POST /v1/auth/login", login("clinician", PASSWORD));
        published.check("POST /v1/auth/login", login("clinician", "wrong password"));
        String token = token("clinician");
        check("GET", "/v1/patients/{id}", "17", token, "");
        check("GET", "/v1/patients/{id}", "5000", token, "");
        check("GET", "/v1/patients/{id}", "x", token, "");
        check("GET", "/v1/patients/{id}/emergency", "17", token, "");
        check("GET", "/v1/patients", "", token, "");
        check("PUT", "/v1/patients/{id}/allergies", "17", token, "{\"allergies\":[\"latex\"]}");
        check("POST", "/v1/patients/{id}/break-glass", "17", token, "{\"reason\":\"unconscious at the door\"}");
        String fields = "{\"name\":\"Rita Prado\",\"mrn\":\"C-1\",\"birthDate\":\"1980-02-29\",\"bloodType\":\"O-\","
                + "\"allergies\":[\"latex\"],\"medications\":[]}";
        String patient = json(check("POST", "/v1/patients", "", token, fields))
                .path("id")
                .asText();
        check("PUT", "/v1/patients/{id}", patient, token, fields.replace("O-", "A+"));
        check("POST", "/v1/patients/{id}/merge", patient, token, "{\"into\":17}");
        check("GET", "/v1/patients/{id}", patient, token, "");
        check("GET", "/v1/patients/{id}/history", patient, token, "");
        String encounter = json(check(
                        "POST",
                        "/v1/encounters",
                        "",
                        token,
                        "{\"patientId\":17,\"kind\":\"inpatient\",\"reason\":\"r\"}"))
                .path("id")
                .asText();
        published.check("GET /v1/encounters", get("/v1/encounters?patientId=17", token));
        check("POST", "/v1/encounters/{id}/close", encounter, token, "");
        published.check("GET /v1/encounters", get("/v1/encounters?patientId=17", token));
        published.check(
                "POST /v1/documents",
                send(
                        "POST",
                        "/v1/documents?patientId=17&name=a.txt",
                        token,
                        "text",
                        "Content-Type",
                        "text/plain",
                        "Idempotency-Key",
                        "contract-document"));
        check("POST", "/v1/alerts", "", token, "{\"severity\":\"critical\",\"message\":\"m\"}");
        check("POST", "/v1/chat", "", token, "{\"message\":\"hi\",\"patientId\":17}");
        check("GET", "/v1/audit", "", token("auditor"), "");
        check("POST", "/v1/auth/logout", "", token, "");
        start("emergency");
        token = token("clinician");
        check("GET", "/v1/patients/{id}", "17", token, "");
        check("GET", "/v1/patients/{id}/emergency", "17", token, "");
        check("GET", "/v1/patients", "", token, "");
    }

    private HttpResponse<String> check(String method, String path, String id, String token, String body)
            throws Exception {
        HttpResponse<String> answer = send(
                method,
                path.replace("{id}", id),
                token,
                body,
                "Idempotency-Key",
                "contract-" + path.hashCode(),
                "If-Match",
                "*");
        published.check(method + " " + path, answer);
        return answer;
    }
}
