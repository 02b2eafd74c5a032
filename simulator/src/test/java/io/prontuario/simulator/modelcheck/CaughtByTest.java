package io.prontuario.simulator.modelcheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.simulator.RuleRemovalTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** "Caught by" in docs/failover-flow.md names what the removal tests accept, and nothing else. */
@org.junit.jupiter.api.Disabled
class CaughtByTest {
    private static final Path PAGE = Path.of("../docs/failover-flow.md");
    private static final Path GUARDS = Path.of("src/main/java/io/prontuario/continuity/rules/Guard.java");
    private static final Pattern ENTRY = Pattern.compile("/\\*\\* \\{@link (\\w+)}[^*]*\\*/\\s+([A-Z_]+)[,;]");
    private static final Pattern NAME = Pattern.compile("[A-Z]\\w+");

    private static Set<String> expected(SafetyRule guard) {
        return guard.concernsWriter() ? WriteRuleRemovalTest.expected(guard) : RuleRemovalTest.expected(guard);
    }

    /** The row that names this guard, else the first one of its class. */
    private static String row(List<String> rows, String type, String guard) {
        return rows.stream()
                .filter(row -> row.split("\\|")[1].contains("`" + guard + "`"))
                .findFirst()
                .or(() -> rows.stream()
                        .filter(row -> row.startsWith("| [" + type + "]("))
                        .findFirst())
                .orElseThrow(() -> new AssertionError("no row for " + type + " " + guard));
    }

    @Test
    void thePageNamesWhatTheRemovalTestsExpect() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| ") && line.split("(?<!\\\\)\\|", -1).length == 6)
                .toList();
        TreeMap<String, Set<String>> byRow = new TreeMap<>();
        Matcher entry = ENTRY.matcher(Files.readString(GUARDS));
        while (entry.find()) {
            byRow.computeIfAbsent(row(rows, entry.group(1), entry.group(2)), row -> new TreeSet<>())
                    .addAll(expected(SafetyRule.valueOf(entry.group(2))));
        }
        assertThat(byRow).hasSizeGreaterThan(20);
        byRow.forEach((row, caughtBy) -> {
            String cell = row.split("(?<!\\\\)\\|", -1)[4];
            assertThat(NAME.matcher(cell).results().map(name -> name.group()).collect(Collectors.toSet()))
                    .as(row)
                    .isEqualTo(caughtBy);
        });
    }
}
