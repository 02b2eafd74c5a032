package io.prontuario.workloads.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import io.prontuario.testing.Await;
import io.prontuario.workloads.api.access.Role;
import io.prontuario.workloads.api.access.Users;
import io.prontuario.workloads.api.records.Migrations;
import io.prontuario.workloads.api.records.RecordSources;
import io.prontuario.workloads.api.records.Seeder;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.common.Profile;
import io.prontuario.workloads.common.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs the service beside a standby, with authentication, and reaches the primary through a route. */
abstract class SplitRecordTestBase {
    static final String PASSWORD = "correct horse battery";
    static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path journal;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    PostgresPair pair;
    WriteRoute route;
    ApiService service;

    @BeforeEach
    void open() throws Exception {
        pair = new PostgresPair();
        Seeder.seed(pair.first().options());
        Migrations.run(pair.first().options(), Profile.FULL);
        try (HikariDataSource database = EmbeddedDatabases.open(pair.first().options())) {
            Users users = new Users(RecordSources.single(database));
            users.put("ana", Role.CLINICIAN, PASSWORD);
            users.put("bia", Role.NURSE, PASSWORD);
            users.put("rui", Role.RECEPTION, PASSWORD);
        }
        route = new WriteRoute(pair.first().port());
        pair.awaitReplay();
    }

    @AfterEach
    void stop() throws Exception {
        if (service != null) {
            service.stop();
        }
        route.close();
        pair.close();
    }

    Map<String, String> settings(PostgresPair.Server copy) {
        return new HashMap<>(Map.of(
                "PORT", "0",
                "SITE", "mac-studio-2",
                "RECORDS_URL", copy.options().url(),
                "RECORDS_WRITER_URL", route.url(),
                "RECORDS_PASSWORD", "secret",
                "AUDIT_JOURNAL_DIR", journal.resolve("audit").toString(),
                "INFERENCE_URL", "http://localhost:1",
                "LOGIN_LIMIT_PER_MINUTE", "1000",
                "RATE_LIMIT_PER_MINUTE", "1000000",
                "AUTH_KEYS", SecuredApiTestBase.NEW_KEY));
    }

    /** Starts the service beside the standby. */
    void start(String... pairs) throws Exception {
        Map<String, String> settings = settings(pair.second());
        for (int i = 0; i < pairs.length; i += 2) {
            settings.put(pairs[i], pairs[i + 1]);
        }
        service = new ApiService(Settings.of(settings)).start();
        Await.until("readiness", LIMIT, () -> get("/readyz", "").statusCode() == 200);
        Await.until("a copy within the bound", LIMIT, () -> get("/v1/patients/1", token("ana"))
                .headers()
                .firstValue("X-Prontuario-Data-Age-Ms")
                .isEmpty());
    }

    String token(String username) throws Exception {
        HttpResponse<String> answer = login(username, PASSWORD);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).path("token").asText();
    }

    HttpResponse<String> login(String username, String password) throws Exception {
        return send(
                "POST",
                "/v1/auth/login",
                "",
                new String(Json.bytes(Map.of("username", username, "password", password))));
    }

    HttpResponse<String> get(String path, String token, String... headers) throws Exception {
        return send("GET", path, token, "", headers);
    }

    HttpResponse<String> send(String method, String path, String token, String body, String... headers)
            throws Exception {
        return sendTo("http://localhost:" + service.port(), method, path, token, body, headers);
    }

    HttpResponse<String> sendTo(String url, String method, String path, String token, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(10))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> answer) throws Exception {
        return Json.mapper().readTree(answer.body());
    }
}
