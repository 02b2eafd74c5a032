package io.prontuario.workloads.inference.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prontuario.testing.OpenApi;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.common.Settings;
import io.prontuario.workloads.inference.InferenceService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service that proxies embeddings to a scripted server: correct, wrong, late and failing responses. */
class ProxyEmbeddingsIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String TWO = "{\"data\":[{\"index\":0,\"embedding\":[3,4]},{\"index\":1,\"embedding\":[0,2]}],"
            + "\"usage\":{\"prompt_tokens\":7}}";
    private static final String ONE = "{\"data\":[{\"embedding\":[3,4]}]}";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch late = new CountDownLatch(1);
    private HttpServer server;
    private InferenceService service;
    private volatile boolean answers = true;
    private volatile boolean silent;
    private volatile int status = 200;
    private volatile String body = ONE;
    private volatile String request = "";

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(pool);
        server.createContext("/v1/models", exchange -> respond(exchange, answers ? 200 : 503, "{}"));
        server.createContext("/v1/embeddings", this::embed);
        server.start();
        service = new InferenceService(Settings.of(Map.of(
                        "PORT", "0",
                        "PROXY_EMBEDDINGS",
                                "near=http://localhost:" + server.getAddress().getPort() + "/v1#e5",
                        "PROXY_FIRST_BYTE_MS", "700",
                        "PROXY_SILENCE_MS", "700",
                        "PROXY_FAILURES", "2",
                        "PROXY_PAUSE_MS", "100")))
                .start();
        await().atMost(LIMIT).until(() -> service.models().current().ready());
    }

    @AfterEach
    void stop() {
        late.countDown();
        service.stop();
        server.stop(0);
        pool.shutdownNow();
    }

    private void embed(HttpExchange exchange) throws IOException {
        request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.incrementAndGet();
        if (silent) {
            try {
                late.await();
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        }
        respond(exchange, status, body);
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void sendsOneRequestForAllTexts() throws Exception {
        int before = asked.get();
        body = TWO;
        HttpResponse<String> answer = post("{\"input\":[\"dor no peito\",\"febre\"]}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        OpenApi.published().check("POST /v1/embeddings", answer);
        JsonNode json = Json.mapper().readTree(answer.body());
        assertThat(json.path("model").asText()).isEqualTo("near");
        assertThat(json.at("/data/0/embedding/0").asDouble()).as("of length 1").isCloseTo(0.6, within(1e-6));
        assertThat(json.at("/data/1/embedding/1").asDouble()).isCloseTo(1, within(1e-6));
        assertThat(json.at("/usage/total_tokens").asInt()).isEqualTo(7);
        assertThat(asked.get()).isEqualTo(before + 1);
        JsonNode sent = Json.mapper().readTree(request);
        assertThat(sent.path("model").asText()).isEqualTo("e5");
        assertThat(sent.path("input")).hasSize(2);
    }

    @Test
    void anInvalidUpstreamResponseCountsAsAFailure() throws Exception {
        for (String wrong : new String[] {
            TWO,
            "{}",
            "no json",
            "{\"data\":[{\"embedding\":[1,2,3]}]}",
            "{\"data\":[{\"embedding\":\"AAAA\"}]}",
            "{\"data\":[{\"index\":1,\"embedding\":[1,2]}]}",
            "{\"data\":[{\"embedding\":[1,\"2\"]}]}"
        }) {
            body = wrong;
            HttpResponse<String> answer = post("{\"input\":\"a\"}");
            assertThat(answer.statusCode()).as(wrong).isEqualTo(503);
            OpenApi.published().check("POST /v1/embeddings", answer);
            body = ONE;
            await().atMost(LIMIT).until(() -> service.models().current().ready());
            assertThat(post("{\"input\":\"a\"}").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void upstreamClientErrorsDoNotOpenTheBreaker() throws Exception {
        for (int i = 0; i < 3; i++) {
            status = 400;
            body = "{\"error\":{\"message\":\"too long\",\"code\":\"context_length_exceeded\"}}";
            HttpResponse<String> answer = post("{\"input\":\"a\"}");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(Json.mapper().readTree(answer.body()).at("/error/code").asText())
                    .isEqualTo("context_length_exceeded");
            status = 429;
            HttpResponse<String> busy = post("{\"input\":\"a\"}");
            assertThat(busy.statusCode()).isEqualTo(429);
            assertThat(busy.headers().firstValue("Retry-After")).isPresent();
        }
        assertThat(service.models().current().ready()).isTrue();
    }

    @Test
    void repeatedFailuresOpenTheBreakerUntilTheServerAnswers() throws Exception {
        status = 500;
        answers = false;
        assertThat(post("{\"input\":\"a\"}").statusCode()).isEqualTo(503);
        assertThat(service.models().current().ready()).as("once is not enough").isTrue();
        assertThat(post("{\"input\":\"a\"}").statusCode()).isEqualTo(503);
        assertThat(service.models().current().ready()).isFalse();
        status = 200;
        answers = true;
        await().atMost(LIMIT).until(() -> service.models().current().ready());
        assertThat(post("{\"input\":\"a\"}").statusCode()).isEqualTo(200);
    }

    @Test
    void aSilentServerTimesOut() throws Exception {
        silent = true;
        long started = System.nanoTime();
        assertThat(post("{\"input\":\"a\"}").statusCode()).isEqualTo(503);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(Duration.ofMillis(600));
        assertThat(late.getCount()).as("the server is still silent").isEqualTo(1);
    }

    private HttpResponse<String> post(String json) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + service.port() + "/v1/embeddings"))
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
