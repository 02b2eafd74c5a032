package io.prontuario.workloads.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import io.prontuario.workloads.api.records.RecordsOptions;
import io.prontuario.workloads.api.records.Seeder;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.common.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service on a real PostgreSQL 15. */
class ApiServiceTest {
    private static RecordsOptions records;
    private static FakeInference inference;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private ApiService service;

    @BeforeAll
    static void database() throws Exception {
        records = TestDatabases.empty();
        assertThat(Seeder.seed(records)).isEqualTo(1000);
        inference = new FakeInference();
    }

    @AfterAll
    static void closeAll() throws IOException {
        inference.close();
    }

    @AfterEach
    void stop() {
        inference.mood = FakeInference.Mood.ANSWERS;
        if (service != null) {
            service.stop();
        }
    }

    private void start(String profile, Map<String, String> overrides) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "PORT",
                "0",
                "SITE",
                "mac-studio-2",
                "PROFILE",
                profile,
                "RECORDS_URL",
                records.url(),
                "RECORDS_PASSWORD",
                "secret",
                "INFERENCE_URL",
                inference.url()));
        settings.putAll(overrides);
        service = new ApiService(Settings.of(settings)).start();
    }

    private void startReady(String profile) {
        start(profile, Map.of());
        await(() -> status("/readyz") == 200);
    }

    @Test
    void answersWithTheWholeRecordInTheFullProfile() throws Exception {
        startReady("full");
        HttpResponse<String> answer = get("/v1/patients/7");
        JsonNode patient = json(answer);
        assertThat(answer.headers().firstValue("X-Prontuario-Site")).contains("mac-studio-2");
        assertThat(answer.headers().firstValue("X-Prontuario-Profile")).contains("full");
        assertThat(fields(patient))
                .containsExactly(
                        "id",
                        "name",
                        "mrn",
                        "birthDate",
                        "bloodType",
                        "allergies",
                        "medications",
                        "checksum",
                        "site",
                        "profile");
        assertThat(patient.path("mrn").asText()).isEqualTo("MRN000007");
        assertThat(patient.path("checksum").asText()).isEqualTo(md5("prontuario:7"));
        assertThat(patient.path("site").asText()).isEqualTo("mac-studio-2");
    }

    @Test
    void answersReducedAndLabelledInTheEmergencyProfile() throws Exception {
        startReady("emergency");
        HttpResponse<String> answer = get("/v1/patients/1000");
        JsonNode patient = json(answer);
        assertThat(answer.headers().firstValue("X-Prontuario-Profile")).contains("emergency");
        assertThat(fields(patient))
                .containsExactly(
                        "id",
                        "name",
                        "mrn",
                        "bloodType",
                        "allergies",
                        "checksum",
                        "site",
                        "profile",
                        "reduced",
                        "dataAsOf",
                        "notice");
        assertThat(patient.path("reduced").asBoolean()).isTrue();
        assertThat(Instant.parse(patient.path("dataAsOf").asText())).isBefore(Instant.now());
        assertThat(patient.path("checksum").asText()).isEqualTo(md5("prontuario:1000"));
    }

    @Test
    void saysWhatIsAvailableWhenAFeatureIsNot() throws Exception {
        startReady("emergency");
        HttpResponse<String> answer = get("/v1/patients");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(answer).path("available").toString())
                .contains("GET /v1/patients/{id}")
                .contains("POST /v1/chat")
                .contains("POST /v1/alerts");
        service.stop();
        startReady("full");
        assertThat(json(get("/v1/patients?after=5&limit=2")).path("patients")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "1001",
                "-1",
                "x",
                "1e3",
                "99999999999",
                "1%27%20OR%201=1",
                "%00",
                "%F0%9F%92%89",
                "1%0d%0aX: y"
            })
    void anIdThatIsNoPatientIsAProblemDocument(String id) throws Exception {
        startReady("full");
        HttpResponse<String> answer = get("/v1/patients/" + id.replace(" ", "%20"));
        assertThat(answer.statusCode()).isBetween(400, 404);
        assertThat(answer.headers().firstValue("X")).isEmpty();
    }

    @Test
    void asksTheAssistant() throws Exception {
        startReady("full");
        JsonNode answer = json(chat("{\"message\":\"hi\"}", "application/json"));
        assertThat(answer.path("reply").asText()).isEqualTo("hello");
        assertThat(answer.at("/usage/total_tokens").asInt()).isEqualTo(3);
        assertThat(inference.lastBody).contains("\"content\":\"hi\"");
        assertThat(chat("{\"message\":\"hi\"}", "text/event-stream").body())
                .isEqualTo("data: {\"one\":1}\n\ndata: [DONE]\n\n");
    }

    @Test
    void saysSoWhenTheAssistantIsBusyOrAway() throws Exception {
        startReady("full");
        inference.mood = FakeInference.Mood.BUSY;
        assertThat(chat("{\"message\":\"hi\"}", "application/json").statusCode())
                .isEqualTo(429);
        service.stop();
        start("full", Map.of("INFERENCE_URL", "http://localhost:1"));
        assertThat(chat("{\"message\":\"hi\"}", "application/json").statusCode())
                .isEqualTo(503);
    }

    @Test
    void aStreamThatBreaksDoesNotLookComplete() {
        startReady("full");
        inference.mood = FakeInference.Mood.BREAKS_MID_STREAM;
        assertThatThrownBy(() -> chat("{\"message\":\"hi\"}", "text/event-stream"))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"message\":1}", "{\"message\":\"  \"}", "{\"message\":", "\u0000"})
    void aChatWithoutAMessageIsRefused(String body) throws Exception {
        startReady("full");
        HttpResponse<String> answer = chat(body, "application/json");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("type").asText()).isEqualTo("urn:prontuario:problem:bad-request");
    }

    @Test
    void isNotReadyWithoutItsDatabaseButStartsAndAnswersProblems() throws Exception {
        start("full", Map.of("RECORDS_URL", "jdbc:postgresql://localhost:1/records"));
        assertThat(get("/livez").statusCode()).isEqualTo(200);
        await(() -> body("/readyz").contains("does not answer"));
        long started = System.nanoTime();
        HttpResponse<String> answer = get("/v1/patients/1");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(3));
        assertThat(json(answer).path("type").asText()).isEqualTo("urn:prontuario:problem:records-unavailable");
    }

    @Test
    void readinessFollowsTheDatabaseBothWays() throws Exception {
        startReady("full");
        rename("patients", "hidden");
        try {
            await(() -> status("/readyz") == 503);
        } finally {
            rename("hidden", "patients");
        }
        await(() -> status("/readyz") == 200);
    }

    private static void rename(String from, String to) {
        try (HikariDataSource database = TestDatabases.open(records)) {
            TestDatabases.execute(database, "ALTER TABLE " + from + " RENAME TO " + to);
        }
    }

    @Test
    void transcriptionIsPassedOnAndCappedInEmergency() throws Exception {
        startReady("full");
        assertThat(transcribe(4 << 20).body()).isEqualTo("{\"text\":\"4194304 bytes\"}");
        assertThat(transcribe((4 << 20) + 1).statusCode()).isEqualTo(200);
        service.stop();
        startReady("emergency");
        assertThat(transcribe(4 << 20).statusCode()).isEqualTo(200);
        HttpResponse<String> tooLarge = transcribe((4 << 20) + 1);
        assertThat(tooLarge.statusCode()).isEqualTo(413);
        assertThat(json(tooLarge).path("detail").asText()).contains("4 MB");
    }

    private HttpResponse<String> transcribe(int bytes) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + service.port() + "/v1/transcriptions"))
                        .header("Content-Type", "multipart/form-data; boundary=x")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[bytes]))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void alertsNeedAKeyAndSayWhenNobodyHasThem() throws Exception {
        service = new ApiService(Settings.of(Map.of(
                        "PORT", "0",
                        "SITE", "cloud",
                        "PROFILE", "emergency",
                        "RECORDS_URL", TestDatabases.cloud().url(),
                        "RECORDS_PASSWORD", "secret",
                        "INFERENCE_URL", inference.url())))
                .start();
        String body = "{\"severity\":\"critical\",\"message\":\"fell\",\"patientId\":3}";
        assertThat(alert("", body).statusCode()).isEqualTo(400);
        assertThat(alert("key-0001", "{\"severity\":\"mild\",\"message\":\"x\"}")
                        .statusCode())
                .isEqualTo(400);
        HttpResponse<String> undelivered = alert("key-0001", body);
        assertThat(undelivered.statusCode()).isEqualTo(503);
        assertThat(json(undelivered).path("type").asText()).isEqualTo("urn:prontuario:problem:alert-undelivered");
        assertThat(json(alert("key-0001", body)).path("detail").asText())
                .as("the same alert, not a second one")
                .isEqualTo(json(undelivered).path("detail").asText());
        assertThat(alert("key-0001", body.replace("fell", "other")).statusCode())
                .isEqualTo(422);
    }

    private HttpResponse<String> alert(String key, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + service.port() + "/v1/alerts"))
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void seedingTwiceChangesNothing() throws Exception {
        startReady("emergency");
        String before = get("/v1/patients/3").body();
        assertThat(Seeder.seed(records)).isEqualTo(1000);
        assertThat(get("/v1/patients/3").body()).isEqualTo(before);
    }

    @Test
    void metricsNameRoutesAndNoPatient() throws Exception {
        startReady("full");
        get("/v1/patients/77");
        assertThat(get("/metrics").body())
                .contains("route=\"/v1/patients/{id}\",status=\"200\"")
                .doesNotContain("/77");
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            LockSupport.parkNanos(2_000_000);
        }
    }

    private int status(String path) {
        return quietly(path).statusCode();
    }

    private String body(String path) {
        return quietly(path).body();
    }

    private HttpResponse<String> quietly(String path) {
        try {
            return get(path);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + service.port() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> chat(String body, String accept) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + service.port() + "/v1/chat"))
                        .header("Accept", accept)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return Json.mapper().readTree(answer.body());
    }

    private static Iterable<String> fields(JsonNode node) {
        return node::fieldNames;
    }

    private static String md5(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
