package io.prontuario.workloads.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import io.prontuario.workloads.api.access.Role;
import io.prontuario.workloads.api.access.Users;
import io.prontuario.workloads.api.records.RecordSources;
import io.prontuario.workloads.api.records.RecordsOptions;
import io.prontuario.workloads.api.records.Seeder;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.common.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Runs the service with authentication on PostgreSQL 15, with one user per role, named like the role. */
abstract class SecuredApiTestBase {
    static final String PASSWORD = "correct horse battery";
    static final String OLD_KEY = key("old", 'o');
    static final String NEW_KEY = key("new", 'n');

    static RecordsOptions record;
    static RecordsOptions cloud;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    ApiService service;
    HikariDataSource database;
    HikariDataSource cloudDatabase;

    static String key(String id, char fill) {
        return id + ":"
                + Base64.getEncoder()
                        .encodeToString(String.valueOf(fill).repeat(32).getBytes());
    }

    @BeforeAll
    static void databases() throws Exception {
        record = EmbeddedDatabases.record();
        cloud = EmbeddedDatabases.cloud();
        Seeder.seed(cloud);
        try (HikariDataSource onSite = EmbeddedDatabases.open(record);
                HikariDataSource away = EmbeddedDatabases.open(cloud)) {
            Users users = new Users(RecordSources.single(onSite));
            for (Role role : Role.values()) {
                users.put(role.wireName(), role, PASSWORD);
            }
            // As the projection ships them: a token of the site is valid in the cloud only for the same password.
            for (String user : EmbeddedDatabases.rows(onSite, "SELECT username, password_hash, role FROM users")) {
                String[] columns = user.split("\\|");
                EmbeddedDatabases.execute(
                        away,
                        "INSERT INTO users (username, password_hash, role) VALUES ('%s', '%s', '%s') ON CONFLICT (username)"
                                        .formatted((Object[]) columns)
                                + " DO UPDATE SET password_hash = excluded.password_hash, role = excluded.role");
            }
        }
    }

    @BeforeEach
    void open() {
        database = EmbeddedDatabases.open(record);
        cloudDatabase = EmbeddedDatabases.open(cloud);
    }

    @AfterEach
    void stop() {
        if (service != null) {
            service.stop();
        }
        database.close();
        cloudDatabase.close();
    }

    void start(String profile, String... pairs) {
        if (service != null) {
            service.stop();
        }
        Map<String, String> settings = new HashMap<>(Map.of(
                "PORT", "0",
                "SITE", "mac-studio-1",
                "PROFILE", profile,
                "RECORDS_URL", profile.equals("full") ? record.url() : cloud.url(),
                "RECORDS_PASSWORD", "secret",
                "RECORDS_CONNECTIONS", "6",
                "INFERENCE_URL", "http://localhost:1",
                "LOGIN_LIMIT_PER_MINUTE", "1000",
                "AUTH_KEYS", NEW_KEY + "," + OLD_KEY));
        for (int i = 0; i < pairs.length; i += 2) {
            settings.put(pairs[i], pairs[i + 1]);
        }
        service = new ApiService(Settings.of(settings)).start();
    }

    HttpResponse<String> login(String username, String password) throws Exception {
        return send(
                "POST",
                "/v1/auth/login",
                "",
                new String(Json.bytes(Map.of("username", username, "password", password))));
    }

    String token(String username) throws Exception {
        HttpResponse<String> answer = login(username, PASSWORD);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).path("token").asText();
    }

    HttpResponse<String> get(String path, String token) throws Exception {
        return send("GET", path, token, "");
    }

    int status(String path, String token) throws Exception {
        return get(path, token).statusCode();
    }

    HttpResponse<String> send(String method, String path, String token, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + service.port() + path))
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

    static String problem(HttpResponse<String> answer) throws Exception {
        return json(answer).path("type").asText().replace("urn:prontuario:problem:", "");
    }
}
