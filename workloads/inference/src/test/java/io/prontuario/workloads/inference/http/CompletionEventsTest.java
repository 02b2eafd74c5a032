package io.prontuario.workloads.inference.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.prontuario.workloads.common.Identity;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.common.Profile;
import io.prontuario.workloads.inference.engine.GenerationResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events are assembled from bytes; each must be valid JSON with the expected fields. */
class CompletionEventsTest {
    private final CompletionEvents events = new CompletionEvents(new CompletionEnvelope(
            CompletionFormat.CHAT,
            "chatcmpl-1",
            5,
            "a \"model\"",
            new Identity(Optional.empty(), "cloud", Profile.EMERGENCY)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "word",
                " ",
                "a \"b\" \\ c",
                "line\nfeed\r\n\t",
                "data: [DONE]\n\n",
                "\u0000\u001f\u007f",
                "dor no coração 🩺",
                "</x>"
            })
    void aContentEventHoldsTheText(String text) throws Exception {
        String event = text(events.content(text));
        assertThat(event.indexOf("\n\n")).as("one event").isEqualTo(event.length() - 2);
        JsonNode json = json(event);
        assertThat(json.at("/choices/0/delta/content").asText()).isEqualTo(text);
        assertThat(json.at("/choices/0/index").asInt(-1)).isZero();
        assertThat(json.at("/choices/0/finish_reason").isNull()).isTrue();
        assertThat(json.path("id").asText()).isEqualTo("chatcmpl-1");
        assertThat(json.path("object").asText()).isEqualTo("chat.completion.chunk");
        assertThat(json.path("model").asText()).isEqualTo("a \"model\"");
        assertThat(json.path("site").asText()).isEqualTo("cloud");
        assertThat(json.path("profile").asText()).isEqualTo("emergency");
    }

    @Test
    void halfOfASurrogatePairDoesNotBreakTheStream() throws Exception {
        assertThat(json(text(events.content("a\ud83d")))
                        .at("/choices/0/delta/content")
                        .asText())
                .startsWith("a")
                .hasSize(2);
    }

    @Test
    void aTextCompletionHasNoRole() throws Exception {
        CompletionEvents continued = new CompletionEvents(new CompletionEnvelope(
                CompletionFormat.TEXT, "cmpl-1", 5, "m", new Identity(Optional.empty(), "cloud", Profile.FULL)));
        assertThat(continued.opening("")).isEmpty();
        assertThat(json(text(continued.opening("Once \"upon\"")))
                        .at("/choices/0/text")
                        .asText())
                .isEqualTo("Once \"upon\"");
        JsonNode piece = json(text(continued.content(" a")));
        assertThat(piece.path("object").asText()).isEqualTo("text_completion");
        assertThat(piece.at("/choices/0/text").asText()).isEqualTo(" a");
        assertThat(piece.at("/choices/0/logprobs").isNull()).isTrue();
        assertThat(piece.at("/choices/0").has("delta")).isFalse();
        String[] end = text(continued.end(new GenerationResult(3, 2, GenerationResult.FinishReason.STOP), false))
                .split("\n\n");
        assertThat(json(end[0]).at("/choices/0/text").asText("none")).isEmpty();
        assertThat(json(end[0]).at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(end[1]).isEqualTo("data: [DONE]");
    }

    @Test
    void theEndHasFinishReasonAndUsage() throws Exception {
        GenerationResult completion = new GenerationResult(3, 2, GenerationResult.FinishReason.LENGTH);
        String[] end = text(events.end(completion, true)).split("\n\n");
        assertThat(end).hasSize(3);
        assertThat(json(end[0]).at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(json(end[0]).at("/choices/0/delta")).isEmpty();
        assertThat(json(end[1]).path("choices").isArray()).isTrue();
        assertThat(json(end[1]).path("choices")).isEmpty();
        assertThat(json(end[1]).at("/usage/total_tokens").asInt()).isEqualTo(5);
        assertThat(end[2]).isEqualTo("data: [DONE]");
        assertThat(text(events.end(completion, false)).split("\n\n")).hasSize(2);
    }

    private static String text(byte[] event) {
        return new String(event, StandardCharsets.UTF_8);
    }

    private static JsonNode json(String event) throws Exception {
        assertThat(event).startsWith("data: ");
        return Json.mapper().readTree(event.substring("data: ".length()));
    }
}
