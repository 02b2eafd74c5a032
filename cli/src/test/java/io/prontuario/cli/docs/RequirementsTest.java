package io.prontuario.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/requirements.md: every id is defined once, every id cited anywhere is defined, and what a row names exists. */
class RequirementsTest {
    private static final Path PAGE = Path.of("docs/requirements.md");
    private static final Pattern ID = Pattern.compile("\\bR-[A-Z]+-\\d+\\b");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (R-[A-Z]+-\\d\\d) \\|(.*)\\|$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final List<String> STATES = List.of("works", "double", "partial", "specified", "absent", "out");

    @Test
    void everyIdIsDefinedOnce() {
        assertThat(rows().stream().map(row -> row.group(1))).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void everyIdThatIsCitedIsDefined() throws IOException {
        Set<String> defined = rows().stream().map(row -> row.group(1)).collect(Collectors.toSet());
        TreeMap<String, Path> unknown = new TreeMap<>();
        for (Path file : Repository.files()) {
            ID.matcher(Repository.text(file))
                    .results()
                    .map(MatchResult::group)
                    .filter(id -> !defined.contains(id))
                    .forEach(id -> unknown.put(id, file));
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void everyRowHasFiveCellsAndAState() {
        for (MatchResult row : rows()) {
            List<String> cells = cells(row);
            assertThat(cells).as(row.group(1)).hasSize(4);
            assertThat(cells.get(3).split("[ :;,]")[0]).as(row.group(1)).isIn(STATES);
        }
    }

    @Test
    void everyClassAndPathOfARowExists() throws IOException {
        Set<String> classes = Repository.files().stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".java"))
                .map(name -> name.substring(0, name.length() - ".java".length()))
                .collect(Collectors.toSet());
        TreeSet<String> missing = new TreeSet<>();
        for (MatchResult row : rows()) {
            for (String cell : cells(row).subList(1, 3)) {
                CODE.matcher(cell)
                        .results()
                        .map(code -> code.group(1))
                        .filter(name -> !classes.contains(name) && !Files.exists(Repository.ROOT.resolve(name)))
                        .forEach(name -> missing.add(row.group(1) + ": " + name));
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void whatWorksNamesTheTestThatShowsIt() {
        for (MatchResult row : rows()) {
            List<String> cells = cells(row);
            if (cells.get(3).startsWith("works") || cells.get(3).startsWith("double")) {
                assertThat(cells.get(2)).as(row.group(1)).contains("`");
            }
        }
    }

    @Test
    void theSummaryCountsTheRows() {
        TreeMap<String, int[]> counts = new TreeMap<>();
        for (MatchResult row : rows()) {
            String group = row.group(1).substring(0, row.group(1).lastIndexOf('-'));
            String state = cells(row).get(3).split("[ :;,]")[0];
            counts.computeIfAbsent(group, key -> new int[STATES.size()])[STATES.indexOf(state)]++;
        }
        String page = Repository.text(PAGE);
        counts.forEach((group, count) -> assertThat(page)
                .contains("| " + group + " | "
                        + Arrays.stream(count).mapToObj(String::valueOf).collect(Collectors.joining(" | ")) + " |"));
    }

    private static List<MatchResult> rows() {
        return ROW.matcher(Repository.text(PAGE)).results().toList();
    }

    private static List<String> cells(MatchResult row) {
        return List.of(row.group(2).split("\\|", -1)).stream()
                .map(String::strip)
                .toList();
    }
}
