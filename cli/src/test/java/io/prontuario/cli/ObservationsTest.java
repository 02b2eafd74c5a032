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

    /** The table of the scenarios has the first line of each file. */
    @Test
    void thePageListsEveryScenario() throws IOException {
        StringBuilder page = new StringBuilder(
                """
                # Observations

                Generated from the first line of each file by `ObservationsTest` with `-Dprontuario.update=true`.

                Each scenario is an observation and its transcript: what
                `prontuario explain examples/mac-studio-ha.yaml --observation FILE` prints. The same deciders run in the operator.

                | observation | transcript | what happens |
                |---|---|---|
                """);
        for (Path observation : observations().toList()) {
            String name = String.valueOf(observation.getFileName()).replace(".yaml", "");
            String first = Files.readAllLines(observation).get(0);
            assertThat(first).as(name).startsWith("# ");
            page.append("| [%1$s](%1$s.yaml) | [transcript](%1$s.txt) | %2$s |\n".formatted(name, first.substring(2)));
        }
        Path index = FOLDER.resolve("README.md");
        if (Boolean.getBoolean("prontuario.update")) {
            Files.writeString(index, page);
        }
        assertThat(page.toString()).isEqualTo(Files.readString(index));
    }
}
