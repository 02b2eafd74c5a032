package io.prontuario.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Pages of docs/ that people write: the first line says for whom, and prose wraps at 120 characters. */
class PagesTest {
    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^\\s*```.*?^\\s*```");
    private static final Pattern TITLE = Pattern.compile("\\A# [^\n]+\n\nFor ");
    /** Runbooks begin with what is seen; decisions have a form of their own; the reference of the types is generated. */
    private static final Set<String> OWN_FORM = Set.of("docs/runbooks", "docs/adr");

    private static final int WIDTH = 120;

    @Test
    void theFirstLineSaysForWhomThePageIs() throws IOException {
        assertThat(written().stream()
                        .filter(page ->
                                page.endsWith("README.md") || !OWN_FORM.contains(String.valueOf(page.getParent())))
                        .filter(page -> !TITLE.matcher(Repository.text(page)).find()))
                .isEmpty();
    }

    @Test
    void proseWrapsAt120() throws IOException {
        Set<String> wide = new TreeSet<>();
        for (Path page : written()) {
            CODE_BLOCK
                    .matcher(Repository.text(page))
                    .replaceAll("")
                    .lines()
                    .filter(line -> line.length() > WIDTH && !line.startsWith("|") && !line.contains("]("))
                    .forEach(line -> wide.add(page + ": " + line));
        }
        assertThat(wide).isEmpty();
    }

    private static List<Path> written() throws IOException {
        return Repository.files().stream()
                .filter(file -> file.startsWith("docs") && file.toString().endsWith(".md"))
                .filter(file -> !Repository.text(file).contains("\n\nGenerated from"))
                .sorted()
                .toList();
    }
}
