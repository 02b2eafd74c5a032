package io.prontuario.simulator.modelcheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.decide.WriteDecider;
import io.prontuario.continuity.model.Vantage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The write right's diagrams in docs/failover-flow.md are drawn from what the decider does. Run with {@code
 * -Dprontuario.update=true} to draw them anew.
 */
class WriteDiagramTest {
    private static final Path PAGE = Path.of("../docs/failover-flow.md");

    /** No write is needed to see the records change: planned changes, a death, the cloud. */
    private static final List<Bounds> SEARCHED = List.of(
            new Bounds(0, 2, 1, false, true), new Bounds(0, 3, 0, true, true), new Bounds(0, 2, 1, true, false));

    @Test
    void thePageShowsWhatTheDeciderDoes() throws IOException, InterruptedException {
        Map<Vantage, WriteDiagram> diagrams = new EnumMap<>(Vantage.class);
        for (Bounds bounds : SEARCHED) {
            WriteExplorer explorer = new WriteExplorer(bounds, new WriteDecider());
            assertThat(explorer.explore(1_000_000, 1).complete()).isTrue();
            for (Vantage vantage : Vantage.values()) {
                diagrams.computeIfAbsent(vantage, key -> new WriteDiagram()).add(explorer.changes(vantage));
            }
        }
        String page = Files.readString(PAGE);
        String drawn = page;
        for (Vantage vantage : Vantage.values()) {
            String begin = "<!-- begin WRITE " + vantage + " -->\n";
            String end = "<!-- end WRITE " + vantage + " -->";
            assertThat(page).contains(begin, end);
            drawn = drawn.substring(0, drawn.indexOf(begin) + begin.length())
                    + "```mermaid\n" + diagrams.get(vantage).mermaid() + "```\n"
                    + drawn.substring(drawn.indexOf(end));
        }
        if (Boolean.getBoolean("prontuario.update")) {
            Files.writeString(PAGE, drawn);
            return;
        }
        assertThat(page).isEqualTo(drawn);
    }
}
