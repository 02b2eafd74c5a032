package io.prontuario.workloads.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.prontuario.workloads.common.Settings;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssistantAndAlertsIT extends ApiServiceTestBase {

    @Test
    void answersAChatMessageAsJsonAndAsAStream() throws Exception {
        startReady("full");
        JsonNode answer = json(chat("{\"message\":\"hi\"}", "application/json"));
        assertThat(answer.path("reply").asText()).isEqualTo("hello");
        assertThat(answer.at("/usage/total_tokens").asInt()).isEqualTo(3);
        assertThat(inference.lastBody).contains("\"content\":\"hi\"");
        assertThat(chat("{\"message\":\"hi\"}", "text/event-stream").body())
                .isEqualTo("data: {\"one\":1}\n\ndata: [DONE]\n\n");
    }

    @Test
    void respondsWith429IfTheAssistantIsBusyAnd503IfItIsUnavailable() throws Exception {
        startReady("full");
        inference.behaviour = FakeInference.Behaviour.BUSY;
        assertThat(chat("{\"message\":\"hi\"}", "application/json").statusCode())
                .isEqualTo(429);
        service.stop();
        start("full", Map.of("INFERENCE_URL", "http://localhost:1"));
        assertThat(chat("{\"message\":\"hi\"}", "application/json").statusCode())
                .isEqualTo(503);
    }

    @Test
    void sendsTheConfiguredApiKeyToInference() throws Exception {
        startReady("full");
        chat("{\"message\":\"hi\"}", "application/json");
        assertThat(inference.lastKey).isEqualTo("null");
        service.stop();
        start("full", Map.of("INFERENCE_API_KEY", "a-key-0123456789"));
        chat("{\"message\":\"hi\"}", "application/json");
        assertThat(inference.lastKey).isEqualTo("Bearer a-key-0123456789");
    }

    @Test
    void abortsTheConnectionIfTheStreamBreaks() {
        startReady("full");
        inference.behaviour = FakeInference.Behaviour.BREAKS_MID_STREAM;
        assertThatThrownBy(() -> chat("{\"message\":\"hi\"}", "text/event-stream"))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"message\":1}", "{\"message\":\"  \"}", "{\"message\":", "\u0000"})
    void rejectsAChatWithoutAMessage(String body) throws Exception {
        startReady("full");
        HttpResponse<String> answer = chat(body, "application/json");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("type").asText()).isEqualTo("urn:prontuario:problem:bad-request");
    }

    @Test
    void forwardsTranscriptionsUpToTheLimitOfTheProfile() throws Exception {
        startReady("full");
        assertThat(transcribe(4 << 20).body()).isEqualTo("{\"text\":\"4194304 bytes\"}");
        assertThat(transcribe((4 << 20) + 1).statusCode()).isEqualTo(200);
        service.stop();
        startReady("emergency");
        assertThat(transcribe(4 << 20).statusCode()).isEqualTo(200);
        HttpResponse<String> tooLarge = transcribe((4 << 20) + 1);
        assertThat(tooLarge.statusCode()).isEqualTo(413);
        assertThat(json(tooLarge).path("detail").asText()).contains("4 MB");
    }

    private HttpResponse<String> transcribe(int bytes) throws Exception {
        return post("/v1/transcriptions", "Content-Type", "multipart/form-data; boundary=x", new byte[bytes]);
    }

    @Test
    void alertsRequireAKeyAndReportWhenUndelivered() throws Exception {
        service = new ApiService(Settings.of(Map.of(
                        "PORT", "0",
                        "AUTH", "disabled",
                        "SITE", "cloud",
                        "PROFILE", "emergency",
                        "RECORDS_URL", EmbeddedDatabases.cloud().url(),
                        "RECORDS_PASSWORD", "secret",
                        "INFERENCE_URL", inference.url())))
                .start();
        String body = "{\"severity\":\"critical\",\"message\":\"fell\",\"patientId\":3}";
        assertThat(alert("", body).statusCode()).isEqualTo(400);
        assertThat(alert("key-0001", "{\"severity\":\"mild\",\"message\":\"x\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(alert("key-0001", "{\"severity\":\"critical\",\"message\":\"\\ud800\"}")
                        .statusCode())
                .as("half of a surrogate pair")
                .isEqualTo(400);
        HttpResponse<String> undelivered = alert("key-0001", body);
        assertThat(undelivered.statusCode()).isEqualTo(503);
        assertThat(json(undelivered).path("type").asText()).isEqualTo("urn:prontuario:problem:alert-undelivered");
        assertThat(json(alert("key-0001", body)).path("detail").asText())
                .as("same alert id")
                .isEqualTo(json(undelivered).path("detail").asText());
        assertThat(alert("key-0001", body.replace("fell", "other")).statusCode())
                .isEqualTo(422);
    }

    private HttpResponse<String> alert(String key, String body) throws Exception {
        return post("/v1/alerts", "Idempotency-Key", key, body.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> chat(String body, String accept) throws Exception {
        return post("/v1/chat", "Accept", accept, body.getBytes(StandardCharsets.UTF_8));
    }
}
