package io.prontuario.workloads.api;

import static io.prontuario.workloads.api.EmbeddedDatabases.rows;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.prontuario.testing.OpenApi;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every write requires an idempotency key and is applied once per key. */
class IdempotencyIT extends SecuredApiTestBase {
    private static final String BREAK_GLASS = "POST /v1/patients/{id}/break-glass";
    private static final String REASON = "{\"reason\":\"found unconscious in ward 3\"}";
    private static final String FIELDS = "{\"name\":\"Rita Prado\",\"mrn\":\"I-1\",\"birthDate\":\"1980-02-29\","
            + "\"bloodType\":\"O-\",\"allergies\":[],\"medications\":[]}";
    private static final Map<String, String> WRITES = Map.of(
            "POST /v1/patients",
            FIELDS,
            "PUT /v1/patients/{id}",
            FIELDS,
            "POST /v1/patients/{id}/merge",
            "{\"into\":60}",
            "PUT /v1/patients/{id}/allergies",
            "{\"allergies\":[\"latex\"]}",
            BREAK_GLASS,
            REASON,
            "POST /v1/encounters",
            "{\"patientId\":61,\"kind\":\"inpatient\",\"reason\":\"r\"}",
            "POST /v1/encounters/{id}/close",
            "",
            "POST /v1/documents",
            "text",
            "POST /v1/alerts",
            "{\"severity\":\"critical\",\"message\":\"m\"}");
    /** Operations that write nothing to the record. */
    private static final Set<String> NO_WRITES =
            Set.of("POST /v1/auth/login", "POST /v1/auth/logout", "POST /v1/chat", "POST /v1/transcriptions");

    @TempDir
    Path objects;

    @Test
    void everyWriteRequiresAKey() throws Exception {
        start("full", "OBJECTS_URL", "file://" + objects);
        String token = token("clinician");
        String encounter = json(send(
                        "POST",
                        "/v1/encounters",
                        token,
                        WRITES.get("POST /v1/encounters"),
                        "Idempotency-Key",
                        "keyed-visit"))
                .path("id")
                .asText();
        String state =
                "SELECT (SELECT count(*) FROM break_glass), (SELECT count(*) FROM encounters WHERE closed_at IS NULL),"
                        + " (SELECT count(*) FROM documents), (SELECT count(*) FROM alerts), (SELECT count(*) FROM patients), (SELECT seq FROM outbox_head)";
        List<String> before = rows(database, state);
        for (Map.Entry<String, String> write : WRITES.entrySet()) {
            String[] words = write.getKey().split(" ");
            String path = words[1].replace("{id}", words[1].startsWith("/v1/encounters") ? encounter : "61")
                    + (words[1].endsWith("documents") ? "?patientId=61&name=a.txt" : "");
            for (String[] header : new String[][] {{"Content-Type", "text/plain"}, {"Idempotency-Key", "short"}}) {
                HttpResponse<String> answer = send(words[0], path, token, write.getValue(), header);
                assertThat(answer.statusCode()).as(write.getKey()).isEqualTo(400);
            }
            assertThat(json(send(words[0], path, token, write.getValue(), "Content-Type", "text/plain"))
                            .path("detail")
                            .asText())
                    .as(write.getKey())
                    .contains("Idempotency-Key");
        }
        assertThat(rows(database, state)).isEqualTo(before);
    }

    @Test
    void theOpenApiDescriptionRequiresAKeyForEveryWrite() throws Exception {
        OpenApi published = OpenApi.published();
        Set<String> described = new TreeSet<>();
        for (String operation : published.operations()) {
            if (!operation.startsWith("GET ")) {
                described.add(operation);
                assertThat(published.hasParameter(operation, "IdempotencyKey"))
                        .as(operation)
                        .isEqualTo(WRITES.containsKey(operation));
            }
        }
        Set<String> known = new TreeSet<>(WRITES.keySet());
        known.addAll(NO_WRITES);
        assertThat(described).isEqualTo(known);
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "emergency"})
    void breakGlassIsGrantedOncePerKey(String profile) throws Exception {
        start(profile);
        HikariDataSource site = profile.equals("full") ? database : cloudDatabase;
        String nurse = token("nurse");
        HttpResponse<String> first = breakGlass(nurse, 62, REASON);
        HttpResponse<String> again = breakGlass(nurse, 62, REASON);
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.headers().firstValue("Idempotency-Replayed")).contains("false");
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(rows(site, "SELECT username, patient_id FROM break_glass WHERE patient_id IN (62, 63)"))
                .containsExactly("nurse|62");

        assertThat(problem(breakGlass(nurse, 63, REASON))).isEqualTo("key-reused");
        assertThat(problem(breakGlass(nurse, 62, "{\"reason\":\"another one altogether\"}")))
                .isEqualTo("key-reused");
        assertThat(problem(breakGlass(token("clinician"), 62, REASON)))
                .as("another user's key")
                .isEqualTo("key-reused");
        assertThat(rows(site, "SELECT count(*) FROM break_glass WHERE patient_id IN (62, 63)"))
                .containsExactly("1");
        assertThat(status("/v1/patients/62", nurse)).isEqualTo(200);
    }

    private HttpResponse<String> breakGlass(String token, int patient, String body) throws Exception {
        return send(
                "POST",
                BREAK_GLASS.split(" ")[1].replace("{id}", "" + patient),
                token,
                body,
                "Idempotency-Key",
                "glass-key-1");
    }
}
