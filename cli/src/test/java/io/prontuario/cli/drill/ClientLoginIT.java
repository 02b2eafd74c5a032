package io.prontuario.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The measuring client's login, mostly its failures; the platform's own login is used by benchmarks/failover-tests. */
class ClientLoginIT {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Instant NOW = Instant.parse("2026-03-01T06:00:00Z");

    private final AtomicInteger logins = new AtomicInteger();
    private final AtomicInteger loginAnswers = new AtomicInteger(200);
    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @TempDir
    Path folder;

    private Path password;

    @BeforeEach
    void start() throws IOException {
        password = Files.writeString(folder.resolve("password"), "a \"quoted\" password\n");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.createContext("/v1/auth/login", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = ("{\"token\": \"t" + logins.incrementAndGet() + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(loginAnswers.get(), answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.createContext("/v1/patients/1", exchange -> {
            String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            authorizations.add(authorization);
            exchange.sendResponseHeaders(authorization.equals("Bearer t1") ? 200 : 401, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/patients/1");
    }

    private ClientTarget.User user() {
        return new ClientTarget.User("clinician-1", password);
    }

    @Test
    void everyRequestCarriesTheLogin() throws Exception {
        try (ClientProbe probe = ClientProbe.start(
                new ClientTarget(url(), null, user()), Duration.ofMillis(20), LIMIT, Clock.systemUTC())) {
            await().atMost(LIMIT).until(() -> probe.since(NOW).size() >= 5);
            assertThat(probe.since(NOW)).allMatch(ClientProbe.Request::answered);
        }
        assertThat(bodies).hasSize(1);
        assertThat(bodies.get(0)).contains("\"clinician-1\"", "a \\\"quoted\\\" password");
        assertThat(authorizations).containsOnly("Bearer t1");
    }

    @Test
    void aRefusedLoginNamesTheUserAndNotThePassword() {
        loginAnswers.set(401);
        assertThatThrownBy(() ->
                        ClientProbe.start(new ClientTarget(url(), null, user()), Duration.ofMillis(20), LIMIT, clock))
                .isInstanceOfSatisfying(
                        CliException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.REFUSED))
                .hasMessageContaining("answered 401 to the login of clinician-1")
                .hasMessageNotContaining("quoted");
        assertThat(authorizations).isEmpty();
    }

    @Test
    void aLoginIsRenewedAfterTenMinutesAndKeptWhenThatFails() throws Exception {
        InstantSource time = now::get;
        ClientLogin login =
                ClientLogin.of(HttpClient.newHttpClient(), url(), user(), LIMIT, time.withZone(ZoneOffset.UTC));
        now.set(NOW.plusSeconds(599));
        assertThat(login.authorization()).isEqualTo("Bearer t1");
        assertThat(logins).hasValue(1);

        loginAnswers.set(503);
        now.set(NOW.plusSeconds(600));
        login.authorization();
        await().atMost(LIMIT).until(() -> logins.get() == 2);
        assertThat(login.authorization()).isEqualTo("Bearer t1");

        loginAnswers.set(200);
        now.set(NOW.plusSeconds(1_200));
        login.authorization();
        await().atMost(LIMIT).until(() -> login.authorization().equals("Bearer t3"));
        assertThat(logins).as("one request at a time").hasValue(3);
    }
}
