package io.prontuario.workloads.api;

import static io.prontuario.workloads.api.EmbeddedDatabases.rows;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.prontuario.testing.OpenApi;
import io.prontuario.testing.RawHttp;
import io.prontuario.workloads.api.access.Role;
import io.prontuario.workloads.api.audit.AuditVerifier;
import io.prontuario.workloads.common.Json;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends damaged requests (fixed seed) to every documented route: each is a client error with a problem document, none is a 500,
 * nothing is injected, and the process stays up. {@code prontuario.fuzz.requests} sets the number of requests
 * (benchmarks/fuzz/run: 10,000).
 */
class HostileRequestsIT extends SecuredApiTestBase {
    private static final int REQUESTS = Integer.getInteger("prontuario.fuzz.requests", 1_200);
    private static final int JSON_LIMIT = 1 << 20;

    @TempDir
    Path objects;

    private final List<String> tokens = new ArrayList<>();

    @Test
    void damagedRequestsAreClientErrorsWithAProblemDocument() throws Exception {
        HttpServer ward = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ward.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        ward.start();
        Map<Integer, Integer> statuses = new TreeMap<>();
        try (FakeInference inference = new FakeInference()) {
            startWithoutLimits(
                    inference.url(),
                    "ward=http://localhost:" + ward.getAddress().getPort() + "/");
            HostileRequests requests = new HostileRequests(
                    new Random(2026), List.copyOf(OpenApi.published().operations()), tokens);
            for (int i = 0; i < REQUESTS; i++) {
                byte[] request = requests.next();
                RawHttp.Answer answer = sendWithRetries(request);
                String sent = new String(request, StandardCharsets.ISO_8859_1);
                String what = "request " + i + ": " + sent.substring(0, Math.min(1_500, sent.length())) + "\n-> "
                        + answer.body();
                assertThat(answer.status()).as(what).isBetween(200, 499);
                assertThat(answer.header("X-Injected")).as(what).isEmpty();
                if (answer.status() >= 400 && !sent.startsWith("HEAD ")) {
                    assertProblem(answer, what);
                }
                statuses.merge(answer.status(), 1, Integer::sum);
            }
            assertThat(status("/v1/patients/17", tokens.get(0))).isEqualTo(200);
        } finally {
            ward.stop(0);
        }
        System.out.println("hostile requests by status: " + statuses);
        assertThat(statuses).containsKeys(200, 400, 401, 403, 404, 405);
        assertThat(rows(database, "SELECT count(*) FROM patients")).containsExactly("1000");
        assertThat(new AuditVerifier(database).verify(Optional.empty()).faults())
                .as("the audit is intact")
                .isEmpty();
    }

    @Test
    void aBodyOverTheLimitIsA413() throws Exception {
        startWithoutLimits("http://localhost:1", "");
        for (String path : List.of("/v1/chat", "/v1/alerts", "/v1/encounters", "/v1/auth/login")) {
            byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: "
                            + (JSON_LIMIT + 1) + "\r\nIdempotency-Key: too-large\r\nAuthorization: Bearer "
                            + tokens.get(0)
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            byte[] request = new byte[head.length + JSON_LIMIT + 1];
            System.arraycopy(head, 0, request, 0, head.length);
            RawHttp.Answer answer = RawHttp.send(service.port(), request);
            assertThat(answer.status()).as(path).isEqualTo(413);
            assertProblem(answer, path);
        }
    }

    @Test
    void anInvalidRequestLineIsA400() throws Exception {
        assertRejected(400, "POST  HTTP/1.1", "GET /livez HTTP/9.9");
    }

    @Test
    void anInvalidPercentEncodingIsA400() throws Exception {
        assertRejected(
                400,
                "GET /v1/patients/1%2%89/allergies HTTP/1.1",
                "GET /v1/patients/17% HTTP/1.1",
                "GET /livez%4 HTTP/1.1",
                "GET /v1/patients/%zz HTTP/1.1",
                "GET /v1/patients/%u00e9 HTTP/1.1");
    }

    @Test
    void anUnknownMethodIsA405() throws Exception {
        assertRejected(405, "BREW /v1/patients/17 HTTP/1.1", "get /livez HTTP/1.1");
    }

    /** Sends each request line with valid headers. */
    private void assertRejected(int status, String... lines) throws Exception {
        start("full");
        for (String line : lines) {
            byte[] request = (line + "\r\nHost: x\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
            RawHttp.Answer answer = RawHttp.send(service.port(), request);
            assertThat(answer.status()).as(line).isEqualTo(status);
            assertProblem(answer, line);
        }
    }

    /** Repeats a request on 503, as the response asks; a stalled machine causes timeouts. */
    private RawHttp.Answer sendWithRetries(byte[] request) throws Exception {
        RawHttp.Answer answer = RawHttp.send(service.port(), request);
        for (int repeat = 0; answer.status() == 503 && repeat < 8; repeat++) {
            answer = RawHttp.send(service.port(), request);
        }
        return answer;
    }

    private void startWithoutLimits(String inference, String channels) throws Exception {
        start(
                "full",
                "INFERENCE_URL",
                inference,
                "ALERT_CHANNELS",
                channels,
                "OBJECTS_URL",
                "file://" + objects,
                "LOGIN_LIMIT_PER_MINUTE",
                "1000000",
                "RATE_LIMIT_PER_MINUTE",
                "1000000");
        // Another test's damaged logins may have locked a user in the database that all of them share.
        try (Connection connection = database.getConnection();
                Statement unlock = connection.createStatement()) {
            unlock.execute("DELETE FROM login_failures");
        }
        for (Role role : Role.values()) {
            tokens.add(token(role.wireName()));
        }
    }

    private static void assertProblem(RawHttp.Answer answer, String what) throws Exception {
        assertThat(answer.header("Content-Type").orElse("")).as(what).isEqualTo("application/problem+json");
        JsonNode problem = Json.mapper().readTree(answer.body());
        assertThat(problem.path("status").asInt()).as(what).isEqualTo(answer.status());
        assertThat(problem.path("detail").asText()).as(what).isNotBlank();
    }
}
