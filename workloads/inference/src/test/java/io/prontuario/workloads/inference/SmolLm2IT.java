package io.prontuario.workloads.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.common.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The service on a real small model, fetched once by testbed/build/models.sh. */
class SmolLm2IT {
    private static InferenceService service;

    @BeforeAll
    static void start() throws Exception {
        RealModels.ModelFile model = RealModels.fetch("smollm2").get("smollm2");
        service = new InferenceService(Settings.of(Map.of(
                        "PORT",
                        "0",
                        "MODELS",
                        "smollm2=" + model.file() + "@" + model.sha256(),
                        "ENGINE_THREADS",
                        "1")))
                .start();
        ServiceReadiness.awaitReady(service);
    }

    @AfterAll
    static void stop() {
        service.stop();
    }

    @Test
    void answersAQuestion() throws Exception {
        JsonNode answer = ask("What is the capital of France?");
        assertThat(answer.at("/choices/0/message/content").asText()).contains("Paris");
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(answer.at("/usage/completion_tokens").asInt()).isBetween(3, 60);
    }

    @Test
    void appliesTheChatTemplateOfTheModel() throws Exception {
        JsonNode answer = ask("What is the capital of Brazil? Answer with the name of the city.");
        assertThat(answer.at("/choices/0/message/content").asText())
                .contains("Brazil")
                .doesNotContain("<|im_");
    }

    @Test
    void completesAText() throws Exception {
        JsonNode answer = post(
                "/v1/completions", Map.of("prompt", "The capital of France is", "temperature", 0, "max_tokens", 8));
        assertThat(answer.at("/choices/0/text").asText()).contains("Paris");
        assertThat(answer.at("/usage/prompt_tokens").asInt())
                .as("five words and no template")
                .isBetween(5, 7);
    }

    private static JsonNode ask(String question) throws Exception {
        return post(
                "/v1/chat/completions",
                Map.of(
                        "messages",
                        new Object[] {Map.of("role", "user", "content", question)},
                        "temperature",
                        0,
                        "max_tokens",
                        60));
    }

    private static JsonNode post(String path, Map<String, Object> body) throws Exception {
        HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + service.port() + path))
                                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return Json.mapper().readTree(answer.body());
    }
}
