package io.prontuario.workloads.inference.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.common.Settings;
import io.prontuario.workloads.inference.InferenceService;
import io.prontuario.workloads.inference.model.Checksums;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chat route over a scripted engine. */
class ChatHttpIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String HELLO = "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]%s}";

    @TempDir
    Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private ScriptedEngine engine;
    private InferenceService service;

    @BeforeEach
    void start() throws Exception {
        engine = new ScriptedEngine();
        service = service(Checksums.sha256(Files.write(folder.resolve("m"), new byte[] {1})))
                .start();
    }

    @AfterEach
    void stop() {
        engine.release();
        service.stop();
    }

    private InferenceService service(String sha256) {
        Settings settings = Settings.of(Map.of(
                "PORT", "0",
                "SITE", "mac-studio-1",
                "MODELS", "m=" + folder.resolve("m") + "@" + sha256,
                "QUEUE_PLACES", "1",
                "DRAIN_DELAY_MS", "200"));
        return new InferenceService(settings, model -> engine);
    }

    @Test
    void streamsRoleContentFinishReasonUsageAndDone() throws Exception {
        ready();
        HttpResponse<String> answer =
                post(HELLO.formatted(",\"stream\":true,\"stream_options\":{\"include_usage\":true}"));
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        assertThat(answer.headers().firstValue("X-Prontuario-Site")).contains("mac-studio-1");
        List<String> events = List.of(answer.body().split("\n\n"));
        assertThat(events).hasSize(6).allMatch(event -> event.startsWith("data: "));
        assertThat(event(events, 0).at("/choices/0/delta/role").asText()).isEqualTo("assistant");
        assertThat(event(events, 1).at("/choices/0/delta/content").asText()).isEqualTo("one");
        assertThat(event(events, 2).at("/choices/0/delta/content").asText()).isEqualTo(" two");
        assertThat(event(events, 2).at("/choices/0/finish_reason").isNull()).isTrue();
        assertThat(event(events, 3).at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(event(events, 4).at("/usage/total_tokens").asInt()).isEqualTo(5);
        assertThat(event(events, 4).at("/choices")).isEmpty();
        assertThat(events.get(5)).isEqualTo("data: [DONE]");
    }

    @Test
    void respondsWithTheWholeCompletion() throws Exception {
        ready();
        JsonNode answer = Json.mapper().readTree(post(HELLO.formatted("")).body());
        assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo("one two");
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(3);
        assertThat(answer.path("profile").asText()).isEqualTo("full");
    }

    @Test
    void chunksArriveBeforeTheCompletionEnds() throws Exception {
        ready();
        engine.blockAfterFirst();
        HttpResponse<InputStream> answer =
                client.send(request(HELLO.formatted(",\"stream\":true")), HttpResponse.BodyHandlers.ofInputStream());
        byte[] buffer = new byte[4096];
        StringBuilder seen = new StringBuilder();
        while (!seen.toString().contains("\"one\"")) {
            seen.append(new String(buffer, 0, answer.body().read(buffer), StandardCharsets.UTF_8));
        }
        assertThat(seen).doesNotContain("two");
        engine.release();
        assertThat(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8))
                .contains("two")
                .contains("[DONE]");
    }

    @Test
    void rejectsARequestWhenTheQueueIsFull() throws Exception {
        ready();
        engine.blockAfterFirst();
        CompletableFuture<HttpResponse<String>> running = postAsync();
        await().atMost(LIMIT).until(() -> engine.started() == 1);
        CompletableFuture<HttpResponse<String>> waiting = postAsync();
        await().atMost(LIMIT)
                .until(() -> service.models()
                                .find(java.util.Optional.empty(), io.prontuario.workloads.inference.engine.Engine.class)
                                .orElseThrow()
                                .queue()
                                .waiting()
                        == 1);
        HttpResponse<String> third = post(HELLO.formatted(""));
        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(third.headers().firstValue("Retry-After")).isPresent();
        assertThat(Json.mapper().readTree(third.body()).at("/error/type").asText())
                .isEqualTo("rate_limit_error");
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
        assertThat(get("/metrics").body())
                .contains("prontuario_inference_num_requests_running{model=\"m\",} 1.0")
                .contains("prontuario_inference_num_requests_waiting{model=\"m\",} 1.0")
                .contains("prontuario_inference_kv_cache_tokens{model=\"m\",} 3.0")
                .contains("prontuario_inference_kv_cache_usage_perc{model=\"m\",} 0.25");
        engine.release();
        assertThat(running.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(waiting.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void aDisconnectCancelsTheRequestStreamedOrNot() throws Exception {
        ready();
        for (String stream : List.of("", ",\"stream\":true")) {
            engine.generateEndlessly();
            int before = engine.cancelled();
            byte[] body = HELLO.formatted(stream).getBytes(StandardCharsets.UTF_8);
            try (Socket socket = new Socket("localhost", service.port())) {
                socket.getOutputStream()
                        .write(("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length
                                        + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().write(body);
                int started = engine.started();
                await().atMost(LIMIT).until(() -> engine.started() > started - 1 && engine.running() == 1);
            }
            await().atMost(LIMIT).until(() -> engine.cancelled() == before + 1);
            await().atMost(LIMIT).until(() -> engine.running() == 0);
        }
    }

    @Test
    void isNotReadyBeforeTheWarmUp() throws Exception {
        service.stop();
        engine = new ScriptedEngine();
        engine.blockWarmUp();
        service = service(Checksums.sha256(folder.resolve("m"))).start();
        assertThat(get("/livez").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
        assertThat(get("/health").statusCode()).isEqualTo(503);
        assertThat(post(HELLO.formatted("")).statusCode()).isEqualTo(503);
        engine.release();
        ready();
        assertThat(get("/health").body()).isEqualTo("{\"status\":\"ok\"}");
    }

    @Test
    void neverServesAFileWithAnotherChecksum() throws Exception {
        service.stop();
        service = service("0".repeat(64)).start();
        await().atMost(LIMIT).until(() -> service.models().current().reason().contains("sha256"));
        HttpResponse<String> ready = get("/readyz");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("0".repeat(64));
        assertThat(get("/livez").statusCode()).isEqualTo(200);
        assertThat(Json.mapper().readTree(get("/v1/models").body()).path("data"))
                .isEmpty();
    }

    @Test
    void errorsHaveOpenAisFormat() throws Exception {
        ready();
        HttpResponse<String> unknown = post(HELLO.formatted(",\"model\":\"other\""));
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(Json.mapper().readTree(unknown.body()).at("/error/code").asText())
                .isEqualTo("model_not_found");
        for (HttpResponse<String> answer : List.of(post("nonsense"), get("/v1/nothing"), get("/v1/chat/completions"))) {
            assertThat(answer.statusCode()).isBetween(400, 499);
            assertThat(Json.mapper()
                            .readTree(answer.body())
                            .at("/error/message")
                            .asText())
                    .isNotBlank();
        }
    }

    @Test
    void drainingCompletesRequestsInProgressAndIsNotReady() throws Exception {
        ready();
        engine.blockAfterFirst();
        CompletableFuture<HttpResponse<String>> running = postAsync();
        await().atMost(LIMIT).until(() -> engine.running() == 1);
        CompletableFuture<Void> drained = CompletableFuture.runAsync(() -> {
            try {
                service.drain();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        });
        await().atMost(LIMIT).until(() -> status("/readyz") == 503);
        assertThat(drained).isNotDone();
        engine.release();
        assertThat(running.get(10, TimeUnit.SECONDS).body()).contains("one two");
        drained.get(10, TimeUnit.SECONDS);
    }

    @Test
    void countsTokensAndRequests() throws Exception {
        ready();
        post(HELLO.formatted(""));
        assertThat(get("/metrics").body())
                .contains("prontuario_inference_generation_tokens_total{model=\"m\",} 2.0")
                .contains("prontuario_inference_num_requests_running{model=\"m\",} 0.0")
                .contains("route=\"/v1/chat/completions\",status=\"200\"");
    }

    private void ready() {
        await().atMost(LIMIT).until(() -> service.models().current().ready());
    }

    private int status(String path) {
        try {
            return get(path).statusCode();
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

    private HttpResponse<String> post(String body) throws Exception {
        return client.send(request(body), HttpResponse.BodyHandlers.ofString());
    }

    private CompletableFuture<HttpResponse<String>> postAsync() {
        return client.sendAsync(request(HELLO.formatted("")), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String body) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + service.port() + "/v1/chat/completions"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static JsonNode event(List<String> events, int index) throws Exception {
        return Json.mapper().readTree(events.get(index).substring("data: ".length()));
    }
}
