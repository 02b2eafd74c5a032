package io.prontuario.continuity.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.SafetyRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No guard is forgotten: every class of this package is one that {@link SafetyRule} names, so that the removal tests (which take all of
 * its values) remove it, and the page says what it is for.
 */
class SafetyRulesTest {
    private static final Path RULES = Path.of("src/main/java/io/prontuario/continuity/rules");
    private static final Path PAGE = Path.of("../docs/reference/safety-rules.md");

    /** They hold nothing back by themselves: what they find out, guards and the record use. */
    private static final Set<String> NO_GUARDS = Set.of(
            "Guard",
            "CloudServing",
            "PhaseTimes",
            "TransitionHistory",
            // the length of the window whose guard is UNREADY_WINDOW
            "TakeoverWindow");

    private static Set<String> guards() throws IOException {
        try (Stream<Path> files = Files.list(RULES)) {
            return files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .filter(name -> !NO_GUARDS.contains(name) && !name.equals("package-info"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String source(String name) throws IOException {
        return Files.readString(RULES.resolve(name + ".java"));
    }

    @Test
    void everyClassThatGuardsHasAnEntrySoThatItsRemovalIsTested() throws IOException {
        Set<String> named = new TreeSet<>();
        Matcher link = Pattern.compile("/\\*\\* \\{@link (\\w+)}").matcher(source("Guard"));
        while (link.find()) {
            named.add(link.group(1));
        }
        assertThat(named).isEqualTo(guards());
    }

    @Test
    void everyEntryIsAskedForInTheClassItNames() throws IOException {
        Matcher entry = Pattern.compile("/\\*\\* \\{@link (\\w+)}[^*]*\\*/\\s+([A-Z_]+)[,;]")
                .matcher(source("Guard"));
        Set<String> asked = new TreeSet<>();
        while (entry.find()) {
            assertThat(source(entry.group(1))).contains("Guard." + entry.group(2) + ")");
            asked.add(entry.group(2));
        }
        assertThat(asked)
                .isEqualTo(Arrays.stream(SafetyRule.values())
                        .map(SafetyRule::name)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void everyGuardHasARowWithItsRuleItsReasonAndWhatCatchesItsRemoval() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| "))
                .toList();
        for (String guard : guards()) {
            List<String> row = rows.stream()
                    .filter(line -> line.startsWith("| [" + guard + "](") && line.contains("rules/" + guard + ".java)"))
                    .findFirst()
                    .map(line -> Arrays.stream(line.split("(?<!\\\\)\\|", -1))
                            .map(String::strip)
                            .toList())
                    .orElse(List.of());
            assertThat(row).as("a row for %s", guard).hasSize(6);
            assertThat(row.subList(1, 5)).as(guard).noneMatch(String::isEmpty);
        }
    }

    @Test
    void oneWithoutIsTheRest() {
        assertThat(SafetyRule.without(SafetyRule.EPOCH))
                .hasSize(SafetyRule.values().length - 1)
                .doesNotContain(SafetyRule.EPOCH);
        assertThat(SafetyRule.EPOCH.ofTheWriteRight()).isFalse();
        assertThat(SafetyRule.WRITE_QUORUM.ofTheWriteRight()).isTrue();
        assertThat(SafetyRule.INBOX_MERGED.ofTheWriteRight()).isTrue();
    }
}
