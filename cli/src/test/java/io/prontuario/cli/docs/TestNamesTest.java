package io.prontuario.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The build runs classes named *Test, *IT and *E2E: a test under another name would never run. */
class TestNamesTest {
    private static final Pattern TESTS = Pattern.compile("(?m)^\\s+@(Test|ParameterizedTest|RepeatedTest|ArchTest)\\b");
    private static final Pattern RUN = Pattern.compile(".*(Test|IT|E2E)\\.java");
    private static final Pattern SWITCHED_OFF = Pattern.compile("(?m)^\\s*@Disabled\\b");

    private static List<Path> tests() throws Exception {
        return Repository.files().stream()
                .filter(file -> file.toString().contains("src/test/java")
                        && file.toString().endsWith(".java"))
                .toList();
    }

    @Test
    void everyClassWithATestHasANameThatTheBuildRuns() throws Exception {
        assertThat(tests())
                .filteredOn(file -> TESTS.matcher(Repository.text(file)).find())
                .filteredOn(file -> !Repository.text(file).contains("abstract class"))
                .allMatch(file -> RUN.matcher(file.toString()).matches());
    }

    @Test
    void noTestIsSwitchedOff() throws Exception {
        assertThat(tests())
                .noneMatch(file -> SWITCHED_OFF.matcher(Repository.text(file)).find());
    }
}
