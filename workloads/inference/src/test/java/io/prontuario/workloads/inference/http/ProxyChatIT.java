package io.prontuario.workloads.inference.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.common.Settings;
import io.prontuario.workloads.inference.InferenceService;
import io.prontuario.workloads.inference.model.Checksums;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that proxies chat: to another instance of itself, and to a server that misbehaves. */
class ProxyChatIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String HELLO = "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]%s}";

    @TempDir
    Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ScriptedEngine engine = new ScriptedEngine();
    private HttpServer faulty;
    private final CountDownLatch silence = new CountDownLatch(1);
    private volatile int behaviour = 200;
    private InferenceService upstream;
    private InferenceService service;

    @BeforeEach
    void start() throws Exception {
        Path file = Files.write(folder.resolve("m"), new byte[] {1});
        upstream = new InferenceService(
                        Settings.of(Map.of(
                                "PORT",
                                "0",
                                "MODELS",
                                "there=" + file + "@" + Checksums.sha256(file),
                                "QUEUE_PLACES",
                                "0")),
                        model -> engine)
                .start();
        faulty = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        faulty.setExecutor(Executors.newCachedThreadPool());
        faulty.createContext("/v1/models", exchange -> respond(exchange, behaviour == 200 ? 200 : 503, "{}"));
        faulty.createContext("/v1/chat/completions", this::chat);
        faulty.start();
    }

    @AfterEach
    void stop() {
        engine.release();
        silence.countDown();
        service.stop();
        upstream.stop();
        faulty.stop(0);
    }

    private void chat(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        switch (behaviour) {
            case 1 -> { // dies within its answer
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody()
                        .write("data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\n"
                                .getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                exchange.close();
            }
            case 2 -> { // says nothing until the test is over
                try {
                    silence.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }
            case 200 -> respond(
                    exchange, 200, "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\ndata: [DONE]\n\n");
            default -> respond(exchange, behaviour, "{\"error\":{\"message\":\"no\"}}");
        }
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void proxy(int port, String model) {
        proxy(port, model, 20_000);
    }

    /** @param timeout milliseconds; short only in the test of timeouts, because a busy machine is slow, too */
    private void proxy(int port, String model, int timeout) {
        service = new InferenceService(Settings.of(Map.of(
                        "PORT",
                        "0",
                        "PROXY_MODELS",
                        "here=http://localhost:" + port + "/v1#" + model,
                        "PROXY_FIRST_BYTE_MS",
                        Integer.toString(timeout),
                        "PROXY_SILENCE_MS",
                        Integer.toString(timeout),
                        "PROXY_FAILURES",
                        "2",
                        "PROXY_PAUSE_MS",
                        "100")))
                .start();
        await().atMost(LIMIT).until(() -> service.models().current().ready());
    }

    @Test
    void aProxiedModelRespondsLikeALocalOne() throws Exception {
        proxy(upstream.port(), "there");
        JsonNode answer = Json.mapper().readTree(post("").body());
        assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo("one two");
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(3);
        assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(2);
        assertThat(answer.path("model").asText()).isEqualTo("here");
        String stream = post(",\"stream\":true").body();
        assertThat(stream)
                .contains("\"role\":\"assistant\"")
                .contains("\" two\"")
                .endsWith("data: [DONE]\n\n");
    }

    @Test
    void textCompletionsAreProxied() throws Exception {
        proxy(upstream.port(), "there");
        for (String stream : new String[] {"", ",\"stream\":true"}) {
            HttpResponse<String> answer =
                    ScriptedServices.post(service, "/v1/completions", "{\"prompt\":\"zero\"" + stream + "}");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .contains("text_completion")
                    .contains("\"here\"")
                    .contains(" two\"");
            assertThat(engine.prompt()).isEqualTo("zero");
        }
        assertThat(ScriptedServices.post(service, "/v1/completions", "{\"prompt\":\"zero\"}")
                        .body())
                .contains("\"text\":\"one two\"")
                .contains("\"total_tokens\":5");
    }

    @Test
    void aDisconnectCancelsTheUpstreamRequest() throws Exception {
        proxy(upstream.port(), "there");
        engine.generateEndlessly();
        var answer = client.sendAsync(request(""), HttpResponse.BodyHandlers.ofString());
        await().atMost(LIMIT).until(() -> engine.running() == 1);
        assertThat(post("").statusCode()).as("the other server is full").isEqualTo(429);
        answer.cancel(true);
        await().atMost(LIMIT).until(() -> engine.cancelled() == 1);
    }

    @Test
    void upstreamClientErrorsDoNotOpenTheBreaker() throws Exception {
        proxy(upstream.port(), "unknown-there");
        for (int i = 0; i < 4; i++) {
            assertThat(post("").statusCode()).isEqualTo(503);
        }
        service.stop();
        proxy(faulty.getAddress().getPort(), "m");
        behaviour = 400;
        for (int i = 0; i < 4; i++) {
            assertThat(post("").statusCode()).isEqualTo(400);
        }
        assertThat(service.models().current().ready()).isTrue();
    }

    @Test
    void repeatedFailuresMakeTheServiceUnreadyUntilTheServerAnswers() throws Exception {
        proxy(faulty.getAddress().getPort(), "m");
        behaviour = 500;
        assertThat(post("").statusCode()).isEqualTo(503);
        assertThat(service.models().current().ready()).as("once is not enough").isTrue();
        assertThat(post("").statusCode()).isEqualTo(503);
        assertThat(service.models().current().ready()).isFalse();
        behaviour = 200;
        await().atMost(LIMIT).until(() -> service.models().current().ready());
        assertThat(post("").statusCode()).isEqualTo(200);
    }

    @Test
    void aSilentServerTimesOutAndABrokenStreamIsNotComplete() throws Exception {
        proxy(faulty.getAddress().getPort(), "m", 1_500);
        behaviour = 2;
        assertThat(post("").statusCode())
                .as("answered while the server is silent")
                .isEqualTo(503);
        assertThat(silence.getCount()).isEqualTo(1);
        behaviour = 1;
        assertThat(post("").statusCode()).isEqualTo(503);
        behaviour = 200;
        await().atMost(LIMIT).until(() -> service.models().current().ready());
        behaviour = 1;
        assertThat(post(",\"stream\":true").body()).contains("\"error\"").doesNotContain("[DONE]");
    }

    private HttpResponse<String> post(String extra) throws Exception {
        return client.send(request(extra), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String extra) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + service.port() + "/v1/chat/completions"))
                .POST(HttpRequest.BodyPublishers.ofString(HELLO.formatted(extra)))
                .build();
    }
}
