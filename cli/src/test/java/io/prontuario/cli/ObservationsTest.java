package io.prontuario.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * docs/observations: {@code NAME.txt} is what {@code prontuario explain} prints about the example and {@code NAME.yaml}. With {@code
 * -Dprontuario.update=true} the transcripts are written; review the difference.
 */
class ObservationsTest {
    private static final Path FOLDER = Path.of("../docs/observations");
    private static final String PLATFORM = "../examples/mac-studio-ha.yaml";

    static Stream<Path> observations() throws IOException {
        return Files.list(FOLDER)
                .filter(file -> file.toString().endsWith(".yaml"))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("observations")
    void theTranscriptIsWhatTheDecidersSay(Path observation) throws IOException {
        Ran ran = Ran.prontuario("explain", PLATFORM, "--observation", observation.toString());
        assertThat(ran.status()).as(ran.err()).isZero();
        Path transcript = Path.of(observation.toString().replaceFirst("\\.yaml$", ".txt"));
        if (Boolean.getBoolean("prontuario.update")) {
            Files.writeString(transcript, ran.out());
        }
        assertThat(transcript).exists();
        assertThat(ran.out()).isEqualTo(Files.readString(transcript));
    }

    @Test
    void everyTranscriptHasItsObservation() throws IOException {
        try (Stream<Path> transcripts = Files.list(FOLDER)) {
            assertThat(transcripts.filter(file -> file.toString().endsWith(".txt")))
                    .allSatisfy(file -> assertThat(Path.of(file.toString().replaceFirst("\\.txt$", ".yaml")))
                            .exists());
        }
        assertThat(observations()).hasSizeGreaterThanOrEqualTo(18);
    }
}
