package io.prontuario.simulator.modelcheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.decide.WriteAuthority;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every state the databases and those who decide about them can come to. Larger ones, with progress every ten seconds:
 * {@code -Dprontuario.write.bounds=1,3,2,true,false}; {@code -Dprontuario.write.threads=2}.
 */
@Tag("slow")
class WriteExplorerTest {
    static List<Bounds> bounds() {
        return Stream.of(System.getProperty("prontuario.write.bounds", "1,3,2,false,false;1,2,1,true,false")
                        .split(";"))
                .map(words -> bounds(words.split(",")))
                .toList();
    }

    private static Bounds bounds(String[] words) {
        return new Bounds(
                Integer.parseInt(words[0]),
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                Boolean.parseBoolean(words[3]),
                Boolean.parseBoolean(words[4]));
    }

    @ParameterizedTest
    @MethodSource("bounds")
    void nothingIsLeftAndNothingBreaks(Bounds bounds) throws InterruptedException {
        WriteExplorer explorer = new WriteExplorer(bounds, new WriteAuthority());
        WriteExplorer.Explored explored;
        try (Progress progress = new Progress(bounds, explorer)) {
            explored = explorer.explore(400_000_000, Integer.getInteger("prontuario.write.threads", 1));
            progress.print();
        }
        assertThat(explored.broken()).as("%s", explored.path()).isEmpty();
        assertThat(explored.complete()).as("%s states", explored.states()).isTrue();
        assertThat(explored.states()).isGreaterThan(10_000);
    }
}
