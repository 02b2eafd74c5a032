package io.prontuario.workloads.inference.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prontuario.workloads.inference.engine.ChatMessage;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatBodyTest {
    private static final GenerationLimits LIMITS = new GenerationLimits(16, 64, 4);
    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

    @Test
    void omittedFieldsHaveDefaults() throws Exception {
        ChatBody body = parse("{" + MESSAGES + "}");
        assertThat(body.model()).isEmpty();
        assertThat(body.stream()).isFalse();
        assertThat(body.includeUsage()).isFalse();
        assertThat(body.request().generation().maxTokens()).isEqualTo(16);
        assertThat(body.request().messages()).containsExactly(new ChatMessage(ChatMessage.Role.USER, "hi"));
    }

    @Test
    void readsEverySupportedField() throws Exception {
        ChatBody body = parse(
                "{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":true},\"max_tokens\":9,"
                        + "\"temperature\":0.5,\"top_p\":0.9,\"seed\":3,\"stop\":[\"a\",\"b\"],\"tools\":null,\"logprobs\":false,"
                        + "\"messages\":[{\"role\":\"developer\",\"content\":\"be brief\"},"
                        + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"h\"},{\"type\":\"text\",\"text\":\"i\"}]}]}");
        assertThat(body.model()).contains("m");
        assertThat(body.stream()).isTrue();
        assertThat(body.includeUsage()).isTrue();
        assertThat(body.request().generation().maxTokens()).isEqualTo(9);
        assertThat(body.request().generation().stop()).containsExactly("a", "b");
        assertThat(body.request().generation().sampling().temperature()).isEqualTo(Optional.of(0.5));
        assertThat(body.request().messages())
                .containsExactly(
                        new ChatMessage(ChatMessage.Role.SYSTEM, "be brief"),
                        new ChatMessage(ChatMessage.Role.USER, "hi"));
    }

    @ParameterizedTest
    @CsvSource({"64,64", "65,64", "1,1"})
    void maxTokensIsLoweredToTheLimit(int asked, int granted) throws Exception {
        assertThat(parse("{\"max_completion_tokens\":" + asked + "," + MESSAGES + "}")
                        .request()
                        .generation()
                        .maxTokens())
                .isEqualTo(granted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | messages",
                "{\"messages\":[]} | messages",
                "{\"messages\":[1]} | messages[0].role",
                "{\"messages\":[{\"role\":\"tool\",\"content\":\"x\"}]} | messages[0].role",
                "{\"messages\":[{\"role\":\"user\",\"content\":1}]} | messages[0].content",
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\"}]}]} | messages[0].content",
                "{\"max_tokens\":0,M} | max_tokens",
                "{\"max_tokens\":1.5,M} | max_tokens",
                "{\"max_tokens\":99999999999,M} | max_tokens",
                "{\"temperature\":2.1,M} | temperature",
                "{\"temperature\":\"hot\",M} | temperature",
                "{\"top_p\":-0.1,M} | top_p",
                "{\"stream\":\"yes\",M} | stream",
                "{\"n\":2,M} | n",
                "{\"model\":7,M} | model",
                "{\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\"],M} | stop",
                "{\"tools\":[{}],M} | tools",
            })
    void namesTheInvalidField(String body, String field) {
        assertThatThrownBy(() -> parse(body.replace("M}", MESSAGES + "}")))
                .isInstanceOfSatisfying(RequestException.class, refused -> {
                    assertThat(refused.status()).isEqualTo(400);
                    assertThat(refused.param()).contains(field);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"[]", "1", "{", "{} {}", "``", "\u0000"})
    void rejectsABodyThatIsNotAnObject(String body) {
        assertThatThrownBy(() -> parse(body == null ? "" : body))
                .isInstanceOfSatisfying(RequestException.class, refused -> assertThat(refused.code())
                        .isEqualTo("invalid_json"));
    }

    private static ChatBody parse(String json) throws RequestException {
        return ChatBody.parse(json.getBytes(), LIMITS);
    }
}
