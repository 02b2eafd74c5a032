package io.prontuario.simulator.modelcheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.decide.WriteAuthority;
import io.prontuario.continuity.model.OperatorRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The diagrams of the writer in docs/concepts/write-authority.md are drawn from what the decider does. Run with {@code
 * -Dprontuario.update=true} to draw them anew.
 */
@Tag("slow")
class WriteDiagramTest {
    private static final Path PAGE = Path.of("../docs/concepts/write-authority.md");

    /** No write is needed to see the records change: planned changes, a death, the cloud. */
    private static final List<Bounds> SEARCHED = List.of(
            new Bounds(0, 2, 1, false, true), new Bounds(0, 3, 0, true, true), new Bounds(0, 2, 1, true, false));

    @Test
    void thePageShowsWhatTheDeciderDoes() throws IOException, InterruptedException {
        Map<OperatorRole, WriteDiagram> diagrams = new EnumMap<>(OperatorRole.class);
        for (Bounds bounds : SEARCHED) {
            WriteExplorer explorer = new WriteExplorer(bounds, new WriteAuthority());
            assertThat(explorer.explore(1_000_000, 1).complete()).isTrue();
            for (OperatorRole operatorRole : OperatorRole.values()) {
                diagrams.computeIfAbsent(operatorRole, key -> new WriteDiagram())
                        .add(explorer.changes(operatorRole));
            }
        }
        String page = Files.readString(PAGE);
        String drawn = page;
        for (OperatorRole operatorRole : OperatorRole.values()) {
            String begin = "<!-- begin WRITE " + operatorRole + " -->\n";
            String end = "<!-- end WRITE " + operatorRole + " -->";
            assertThat(page).contains(begin, end);
            drawn = drawn.substring(0, drawn.indexOf(begin) + begin.length())
                    + "```mermaid\n" + diagrams.get(operatorRole).mermaid() + "```\n"
                    + drawn.substring(drawn.indexOf(end));
        }
        if (Boolean.getBoolean("prontuario.update")) {
            Files.writeString(PAGE, drawn);
            return;
        }
        assertThat(page).isEqualTo(drawn);
    }
}
