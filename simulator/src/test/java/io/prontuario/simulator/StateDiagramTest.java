package io.prontuario.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.decide.FailoverDecider;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The diagrams in docs/concepts/the-decision.md are drawn from the decider. Run with {@code -Dprontuario.update=true} to draw them anew. */
@Tag("slow")
class StateDiagramTest {
    private static final Path PAGE = Path.of("../docs/concepts/the-decision.md");

    @ParameterizedTest
    @EnumSource
    void thePageShowsWhatTheDeciderDoes(OperatorRole operatorRole) throws IOException {
        SiteName primary = new SiteName("mac-studio-1");
        SiteName[] hosts = operatorRole == OperatorRole.CLOUD // from afar one host is as good as two
                ? new SiteName[] {primary}
                : new SiteName[] {primary, new SiteName("mac-studio-2")};
        Policy policy = Explorer.smallPolicy(Settings.referencePolicy(hosts), operatorRole, 1);
        Explorer.Explored explored = new Explorer(policy, new FailoverDecider()).explore(1_000_000);
        assertThat(explored.complete()).isTrue();
        String drawn = "```mermaid\n" + StateDiagram.mermaid(explored.edges()) + "```\n";
        String begin = "<!-- begin " + operatorRole + " -->\n";
        String end = "<!-- end " + operatorRole + " -->";
        String page = Files.readString(PAGE);
        assertThat(page).contains(begin, end);
        int from = page.indexOf(begin) + begin.length();
        int to = page.indexOf(end);
        if (Boolean.getBoolean("prontuario.update")) {
            Files.writeString(PAGE, page.substring(0, from) + drawn + page.substring(to));
            return;
        }
        assertThat(page.substring(from, to)).isEqualTo(drawn);
    }
}
