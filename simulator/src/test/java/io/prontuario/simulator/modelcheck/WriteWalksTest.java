package io.prontuario.simulator.modelcheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.decide.DecidersWithout;
import io.prontuario.continuity.decide.WriteAuthority;
import io.prontuario.continuity.model.SafetyRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random paths of many faults and epochs, and those that once broke an invariant. More: {@code -Dprontuario.walks=100000}. */
class WriteWalksTest {
    private static final Bounds BOUNDS = new Bounds(5, 6, 6, true, true);

    @Tag("slow")
    @Test
    void noInvariantBreaks() {
        int walks = Integer.getInteger("prontuario.walks", 60);
        long seed = Long.getLong("prontuario.seed", 1);
        assertThat(new WriteWalks(BOUNDS, new WriteAuthority())
                        .search(seed, walks, 80)
                        .map(WriteWalks.Found::format))
                .isEmpty();
    }

    static Stream<Path> kept() throws IOException {
        return Files.list(Path.of("src/test/resources/walks")).sorted();
    }

    @ParameterizedTest
    @MethodSource("kept")
    void whatOnceBrokeAnInvariantDoesNotAnyMore(Path file) throws IOException {
        var path = Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        assertThat(new WriteWalks(BOUNDS, new WriteAuthority()).again(path)).isEmpty();
    }

    @Test
    void aFoundPathIsShrunkSavedAndBreaksTheSameInvariantAgain() {
        WriteWalks broken = new WriteWalks(BOUNDS, DecidersWithout.writer(SafetyRule.DEMOTE_BEFORE_PROMOTE));
        WriteWalks.Found found = broken.search(1, 400, 80).orElseThrow();
        var saved = found.format().lines().filter(line -> !line.startsWith("#")).toList();
        assertThat(broken.again(saved)).contains(found.broken());
        for (int i = 0; i < saved.size(); i++) {
            var without = new java.util.ArrayList<>(saved);
            without.remove(i);
            assertThat(broken.again(without).map(WriteWalks::name))
                    .as("step %s is needed", saved.get(i))
                    .isNotEqualTo(java.util.Optional.of(WriteWalks.name(found.broken())));
        }
    }
}
