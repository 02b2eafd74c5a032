package io.prontuario.workloads.inference.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.testing.OpenApi;
import io.prontuario.workloads.common.Settings;
import io.prontuario.workloads.inference.InferenceService;
import io.prontuario.workloads.inference.ServiceReadiness;
import io.prontuario.workloads.inference.model.Checksums;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service responds as openapi.yaml describes. */
class OpenApiIT {
    @TempDir
    Path folder;

    private final ScriptedEngine engine = new ScriptedEngine();
    private InferenceService service;

    @BeforeEach
    void start() throws Exception {
        Path model = Files.write(folder.resolve("m"), new byte[] {1});
        service = new InferenceService(
                        Settings.of(Map.of("PORT", "0", "MODELS", "m=" + model + "@" + Checksums.sha256(model))),
                        spec -> engine)
                .start();
        ServiceReadiness.awaitReady(service);
    }

    @AfterEach
    void stop() {
        service.stop();
    }

    @Test
    void everyRouteIsDescribedAndRespondsAsDescribed() throws Exception {
        OpenApi published = OpenApi.published();
        assertThat(published.operations())
                .containsExactlyInAnyOrder(
                        "GET /health",
                        "GET /v1/models",
                        "POST /v1/chat/completions",
                        "POST /v1/completions",
                        "POST /v1/embeddings",
                        "POST /v1/audio/transcriptions");
        for (String operation : published.operations()) {
            HttpResponse<String> answer = send(operation, "{}");
            assertThat(answer.statusCode()).as(operation).isIn(200, 400, 404); // no model of every kind is served
            published.check(operation, answer);
        }
        published.check(
                "POST /v1/chat/completions",
                send("POST /v1/chat/completions", "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"));
        published.check("POST /v1/embeddings", send("POST /v1/embeddings", "{\"input\":\"no such engine\"}"));
    }

    private HttpResponse<String> send(String operation, String body) throws Exception {
        String[] words = operation.split(" ");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + service.port() + words[1]))
                                .method(words[0], HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
