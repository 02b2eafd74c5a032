package io.prontuario.workloads.inference.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prontuario.workloads.inference.engine.VadEngine.VadParameters;
import io.prontuario.workloads.inference.http.VadOptions.Mode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VadOptionsTest {
    @Test
    void unspecifiedIsAuto() throws Exception {
        assertThat(options()).isEqualTo(new VadOptions(Mode.AUTO, VadParameters.defaults()));
        assertThat(options("vad_filter", " ")).isEqualTo(new VadOptions(Mode.AUTO, VadParameters.defaults()));
    }

    @ParameterizedTest
    @CsvSource({"true,ON", "True,ON", "1,ON", "false,OFF", "False,OFF", "0,OFF"})
    void aFilterTurnsItOnOrOff(String text, Mode mode) throws Exception {
        assertThat(options("vad_filter", text).mode()).isEqualTo(mode);
    }

    @Test
    void aStrategyIsReadInEveryFormThatClientsSend() throws Exception {
        assertThat(options("chunking_strategy", "auto")).isEqualTo(new VadOptions(Mode.ON, VadParameters.defaults()));
        VadOptions exact = new VadOptions(Mode.ON, new VadParameters(0.7, 300, 200));
        assertThat(
                        options(
                                "chunking_strategy",
                                "{\"type\":\"server_vad\",\"threshold\":0.7,\"prefix_padding_ms\":300,\"silence_duration_ms\":200}"))
                .isEqualTo(exact);
        assertThat(options(
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
    void namesTheInvalidField(String field, String value, String param) {
        assertThatThrownBy(() -> options(field, value)).isInstanceOfSatisfying(RequestException.class, refused -> {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.param()).contains(param);
        });
    }

    @Test
    void rejectsInvalidNumbersAndContradictions() {
        for (String number : List.of("NaN", "Infinity", "1e999", "1.5", "three")) {
            assertThatThrownBy(() -> options(
                            "chunking_strategy[type]", "server_vad", "chunking_strategy[silence_duration_ms]", number))
                    .as(number)
                    .isInstanceOf(RequestException.class);
        }
        assertThatThrownBy(() -> options("vad_filter", "false", "chunking_strategy", "auto"))
                .hasMessageContaining("contradicts");
    }

    private static VadOptions options(String... fields) throws RequestException {
        Map<String, List<String>> form = new HashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], List.of(fields[i + 1]));
        }
        return VadOptions.of(form);
    }
}
