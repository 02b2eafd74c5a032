package io.prontuario.workloads.inference.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.prontuario.testing.OpenApi;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.inference.InferenceService;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code POST /v1/completions} over a scripted engine. */
class TextHttpIT {
    private static final String PATH = "/v1/completions";

    @TempDir
    Path folder;

    private final ScriptedEngine engine = new ScriptedEngine();
    private InferenceService service;

    @BeforeEach
    void start() throws Exception {
        service = ScriptedServices.start(folder, engine);
    }

    @AfterEach
    void stop() {
        service.stop();
    }

    @Test
    void respondsWithTheWholeCompletion() throws Exception {
        HttpResponse<String> answer = post("{\"prompt\":\"zero \"}");
        OpenApi.published().check("POST " + PATH, answer);
        JsonNode json = Json.mapper().readTree(answer.body());
        assertThat(json.path("object").asText()).isEqualTo("text_completion");
        assertThat(json.path("id").asText()).startsWith("cmpl-");
        assertThat(json.at("/choices/0/text").asText()).isEqualTo("one two");
        assertThat(json.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(json.at("/usage/total_tokens").asInt()).isEqualTo(5);
        assertThat(engine.prompt()).as("as it is").isEqualTo("zero ");
    }

    @Test
    void echoesThePromptOnRequest() throws Exception {
        assertThat(Json.mapper()
                        .readTree(post("{\"prompt\":\"zero \",\"echo\":true}").body())
                        .at("/choices/0/text")
                        .asText())
                .isEqualTo("zero one two");
        assertThat(streamed(post("{\"prompt\":\"zero \",\"echo\":true,\"stream\":true}")))
                .isEqualTo("zero one two");
    }

    @Test
    void streamsContentFinishReasonUsageAndDone() throws Exception {
        HttpResponse<String> answer =
                post("{\"prompt\":\"zero\",\"stream\":true,\"stream_options\":{\"include_usage\":true}}");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        List<String> events = List.of(answer.body().split("\n\n"));
        assertThat(events).hasSize(5);
        assertThat(event(events.get(0)).at("/choices/0/text").asText()).isEqualTo("one");
        assertThat(event(events.get(1)).at("/choices/0/text").asText()).isEqualTo(" two");
        assertThat(event(events.get(1)).at("/choices/0/finish_reason").isNull()).isTrue();
        assertThat(event(events.get(2)).at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(event(events.get(3)).at("/usage/total_tokens").asInt()).isEqualTo(5);
        assertThat(events.get(4)).isEqualTo("data: [DONE]");
    }

    @Test
    void errorsNameTheFieldOfThisRoute() throws Exception {
        HttpResponse<String> refused = post("{\"prompt\":7}");
        assertThat(refused.statusCode()).isEqualTo(400);
        OpenApi.published().check("POST " + PATH, refused);
        engine.rejectAsTooLong();
        JsonNode error =
                Json.mapper().readTree(post("{\"prompt\":\"long\"}").body()).path("error");
        assertThat(error.path("code").asText()).isEqualTo("context_length_exceeded");
        assertThat(error.path("param").asText()).isEqualTo("prompt");
        assertThat(post("{\"prompt\":\"a\",\"model\":\"other\"}").statusCode()).isEqualTo(404);
    }

    private static String streamed(HttpResponse<String> answer) throws Exception {
        StringBuilder text = new StringBuilder();
        for (String event : answer.body().split("\n\n")) {
            if (!event.endsWith("[DONE]")) {
                text.append(event(event).at("/choices/0/text").asText());
            }
        }
        return text.toString();
    }

    private static JsonNode event(String event) throws Exception {
        assertThat(event).startsWith("data: ");
        return Json.mapper().readTree(event.substring("data: ".length()));
    }

    private HttpResponse<String> post(String body) throws Exception {
        return ScriptedServices.post(service, PATH, body);
    }
}
