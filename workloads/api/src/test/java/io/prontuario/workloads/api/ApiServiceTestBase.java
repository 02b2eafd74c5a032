package io.prontuario.workloads.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.prontuario.workloads.api.records.RecordsOptions;
import io.prontuario.workloads.api.records.Seeder;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.common.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Runs the service without authentication on PostgreSQL 15, with a scripted inference service. */
abstract class ApiServiceTestBase {
    static RecordsOptions records;
    static FakeInference inference;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    ApiService service;

    @BeforeAll
    static void database() throws Exception {
        records = EmbeddedDatabases.empty();
        assertThat(Seeder.seed(records)).isEqualTo(1000);
        inference = new FakeInference();
    }

    @AfterAll
    static void closeAll() throws IOException {
        inference.close();
    }

    @AfterEach
    void stop() {
        inference.behaviour = FakeInference.Behaviour.ANSWERS;
        if (service != null) {
            service.stop();
        }
    }

    void start(String profile, Map<String, String> overrides) {
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
        settings.put("AUTH", "disabled");
        settings.putAll(overrides);
        service = new ApiService(Settings.of(settings)).start();
    }

    void startReady(String profile) {
        start(profile, Map.of());
        await(() -> status("/readyz") == 200);
    }

    static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(20))
                .until(condition);
    }

    int status(String path) {
        return unchecked(path).statusCode();
    }

    String body(String path) {
        return unchecked(path).body();
    }

    private HttpResponse<String> unchecked(String path) {
        try {
            return get(path);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + service.port() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String header, String value, byte[] body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + service.port() + path))
                        .header(header, value)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> answer) throws IOException {
        return Json.mapper().readTree(answer.body());
    }
}
