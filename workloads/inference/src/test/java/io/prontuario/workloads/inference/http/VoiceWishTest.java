package io.prontuario.workloads.inference.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prontuario.workloads.inference.engine.VoiceEngine.Sensitivity;
import io.prontuario.workloads.inference.http.VoiceWish.Use;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VoiceWishTest {
    @Test
    void nothingSaidIsWhereServed() throws Exception {
        assertThat(wish()).isEqualTo(new VoiceWish(Use.WHERE_SERVED, Sensitivity.usual()));
        assertThat(wish("vad_filter", " ")).isEqualTo(new VoiceWish(Use.WHERE_SERVED, Sensitivity.usual()));
    }

    @ParameterizedTest
    @CsvSource({"true,REQUIRED", "True,REQUIRED", "1,REQUIRED", "false,NONE", "False,NONE", "0,NONE"})
    void aFilterIsWantedOrNot(String text, Use use) throws Exception {
        assertThat(wish("vad_filter", text).use()).isEqualTo(use);
    }

    @Test
    void aStrategyIsReadInEveryWayThatClientsSendIt() throws Exception {
        assertThat(wish("chunking_strategy", "auto")).isEqualTo(new VoiceWish(Use.REQUIRED, Sensitivity.usual()));
        VoiceWish exact = new VoiceWish(Use.REQUIRED, new Sensitivity(0.7, 300, 200));
        assertThat(
                        wish(
                                "chunking_strategy",
                                "{\"type\":\"server_vad\",\"threshold\":0.7,\"prefix_padding_ms\":300,\"silence_duration_ms\":200}"))
                .isEqualTo(exact);
        assertThat(wish(
                        "chunking_strategy[type]",
                        "server_vad",
                        "chunking_strategy[threshold]",
                        "0.7",
                        "chunking_strategy[prefix_padding_ms]",
                        "300",
                        "chunking_strategy[silence_duration_ms]",
                        "200",
                        "vad_filter",
                        "true"))
                .isEqualTo(exact);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "vad_filter | maybe | vad_filter",
                "chunking_strategy | always | chunking_strategy",
                "chunking_strategy | [1] | chunking_strategy",
                "chunking_strategy | {} | chunking_strategy.type",
                "chunking_strategy[type] | client_vad | chunking_strategy.type",
                "chunking_strategy[threshold] | 0.5 | chunking_strategy.type",
                "chunking_strategy | {\"type\":\"server_vad\",\"threshold\":1.1} | chunking_strategy.threshold",
                "chunking_strategy | {\"type\":\"server_vad\",\"threshold\":\"loud\"} | chunking_strategy.threshold",
                "chunking_strategy | {\"type\":\"server_vad\",\"prefix_padding_ms\":-1} | chunking_strategy.prefix_padding_ms",
                "chunking_strategy | {\"type\":\"server_vad\",\"silence_duration_ms\":60001} | chunking_strategy.silence_duration_ms",
            })
    void namesTheFieldThatIsWrong(String field, String value, String param) {
        assertThatThrownBy(() -> wish(field, value)).isInstanceOfSatisfying(RequestException.class, refused -> {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.param()).contains(param);
        });
    }

    @Test
    void refusesNumbersThatAreNoneAndWishesThatContradict() {
        for (String number : List.of("NaN", "Infinity", "1e999", "1.5", "three")) {
            assertThatThrownBy(() -> wish(
                            "chunking_strategy[type]", "server_vad", "chunking_strategy[silence_duration_ms]", number))
                    .as(number)
                    .isInstanceOf(RequestException.class);
        }
        assertThatThrownBy(() -> wish("vad_filter", "false", "chunking_strategy", "auto"))
                .hasMessageContaining("contradicts");
    }

    private static VoiceWish wish(String... fields) throws RequestException {
        Map<String, List<String>> form = new HashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], List.of(fields[i + 1]));
        }
        return VoiceWish.of(form);
    }
}
