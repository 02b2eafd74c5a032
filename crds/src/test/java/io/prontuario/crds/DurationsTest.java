package io.prontuario.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "500ms, 500",
        "5s, 5000",
        "10m, 600000",
        "2h, 7200000",
        "1h30m, 5400000",
        "0s, 0",
        "1m0s5ms, 60005",
        "999999s, 999999000"
    })
    void reads(String text, long millis) {
        assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
        assertThat(text).matches(Durations.PATTERN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5|has no unit",
                "5 s|\" s\" is not a unit",
                "5sec|\"sec\" is not a unit",
                "1d|\"d\" is not a unit",
                "s|a number is expected at \"s\"",
                "-5s|a number is expected at \"-5s\"",
                "1.5s|\".\" is not a unit",
                "30m1h|\"h\" comes after a smaller or the same unit",
                "5s5s|\"s\" comes after a smaller or the same unit",
                "1000000s|more than six digits"
            })
    void anInvalidDurationIsExplained(String text, String why) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\"")
                .hasMessageContaining(why)
                .hasMessageContaining("such as 500ms");
        assertThat(text).doesNotMatch(Durations.PATTERN);
        assertThat(Durations.tryParse(text)).isEmpty();
    }

    @Test
    void aMissingDurationIsReported() {
        assertThatThrownBy(() -> Durations.parse("")).hasMessageContaining("is missing");
        assertThatThrownBy(() -> Durations.parse(null)).hasMessageContaining("is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"500ms", "5s", "10m", "2h", "1h30m", "0s", "1m5ms"})
    void formatIsTheInverse(String text) {
        assertThat(Durations.format(Durations.parse(text))).isEqualTo(text);
    }
}
