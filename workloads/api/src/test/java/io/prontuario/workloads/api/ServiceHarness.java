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
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** The service on a real PostgreSQL 15, beside an inference service that does as it is told. */
abstract class ServiceHarness {
    static RecordsOptions records;
    static FakeInference inference;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    ApiService service;

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

    static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            LockSupport.parkNanos(2_000_000);
        }
    }

    int status(String path) {
        return quietly(path).statusCode();
    }

    String body(String path) {
        return quietly(path).body();
    }

    private HttpResponse<String> quietly(String path) {
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
