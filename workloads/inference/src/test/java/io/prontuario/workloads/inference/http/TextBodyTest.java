package io.prontuario.workloads.inference.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextBodyTest {
    private static final GenerationLimits LIMITS = new GenerationLimits(16, 64, 4);

    @Test
    void omittedFieldsHaveDefaults() throws Exception {
        TextBody body = parse("{\"prompt\":\"Once\"}");
        assertThat(body.model()).isEmpty();
        assertThat(body.request().prompt()).isEqualTo("Once");
        assertThat(body.request().generation().maxTokens()).isEqualTo(16);
        assertThat(body.echo()).isEmpty();
        assertThat(body.stream()).isFalse();
    }

    @Test
    void readsEverySupportedField() throws Exception {
        TextBody body = parse("{\"model\":\"m\",\"prompt\":[\"Once \"],\"echo\":true,\"stream\":true,\"max_tokens\":9,"
                + "\"stream_options\":{\"include_usage\":true},\"temperature\":0.5,\"seed\":3,\"stop\":\"a\",\"n\":1,"
                + "\"best_of\":1,\"logprobs\":null,\"suffix\":null,\"user\":\"ward 3\"}");
        assertThat(body.model()).contains("m");
        assertThat(body.request().prompt()).isEqualTo("Once ");
        assertThat(body.echo()).isEqualTo("Once ");
        assertThat(body.stream()).isTrue();
        assertThat(body.includeUsage()).isTrue();
        assertThat(body.request().generation().maxTokens()).isEqualTo(9);
        assertThat(body.request().generation().stop()).containsExactly("a");
        assertThat(body.request().generation().sampling().seed()).isEqualTo(Optional.of(3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | prompt",
                "{\"prompt\":null} | prompt",
                "{\"prompt\":\"\"} | prompt",
                "{\"prompt\":[]} | prompt",
                "{\"prompt\":[\"a\",\"b\"]} | prompt",
                "{\"prompt\":[1,2]} | prompt",
                "{\"prompt\":\"a\",\"max_tokens\":0} | max_tokens",
                "{\"prompt\":\"a\",\"temperature\":3} | temperature",
                "{\"prompt\":\"a\",\"n\":2} | n",
                "{\"prompt\":\"a\",\"best_of\":2} | best_of",
                "{\"prompt\":\"a\",\"echo\":1} | echo",
                "{\"prompt\":\"a\",\"logprobs\":0} | logprobs",
                "{\"prompt\":\"a\",\"suffix\":\"b\"} | suffix",
            })
    void namesTheInvalidField(String body, String field) {
        assertThatThrownBy(() -> parse(body)).isInstanceOfSatisfying(RequestException.class, refused -> {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.param()).contains(field);
        });
    }

    @Test
    void rejectsABodyThatIsNotAnObject() {
        assertThatThrownBy(() -> parse("[]"))
                .isInstanceOfSatisfying(RequestException.class, refused -> assertThat(refused.code())
                        .isEqualTo("invalid_json"));
    }

    private static TextBody parse(String json) throws RequestException {
        return TextBody.parse(json.getBytes(StandardCharsets.UTF_8), LIMITS);
    }
}
