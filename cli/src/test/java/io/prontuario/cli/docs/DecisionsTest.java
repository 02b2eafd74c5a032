package io.prontuario.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/adr: every page has a number of its own, a title and a status, and the index has the same. */
class DecisionsTest {
    private static final Path INDEX = Path.of("docs/adr/README.md");
    private static final Pattern PAGE = Pattern.compile("\\A# (\\d+)\\. ([^\n]+)\n\n\\*\\*Status:\\*\\* ([^\n]+)\n");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| \\[(\\d{4})]\\(([^)]+)\\) \\|");

    @Test
    void theIndexHasEveryPageWithItsTitleAndStatus() throws IOException {
        String index = Repository.text(INDEX);
        List<Path> pages = Repository.files().stream()
                .filter(file -> file.startsWith("docs/adr")
                        && file.getFileName().toString().matches("\\d{4}-.*\\.md"))
                .toList();
        for (Path page : pages) {
            Matcher head = PAGE.matcher(Repository.text(page));
            assertThat(head.find()).as(page.toString()).isTrue();
            String name = page.getFileName().toString();
            String number = name.substring(0, 4);
            assertThat(Integer.parseInt(head.group(1))).as(name).isEqualTo(Integer.parseInt(number));
            assertThat(index).contains("| [%s](%s) | %s | %s |".formatted(number, name, head.group(2), head.group(3)));
        }
        assertThat(ROW.matcher(index).results().map(row -> row.group(1)))
                .hasSameSizeAs(pages)
                .doesNotHaveDuplicates();
    }
}
