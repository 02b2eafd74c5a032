package io.prontuario.continuity.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "1, 1s",
        "999, 1s",
        "1000, 1s",
        "1001, 2s",
        "60000, 1m",
        "580000, 9m40s",
        "3600000, 1h",
        "3661000, 1h1m1s"
    })
    void readsAsTheObjectWritesDurations(long millis, String text) {
        assertThat(DurationText.of(Duration.ofMillis(millis))).isEqualTo(text);
    }
}
