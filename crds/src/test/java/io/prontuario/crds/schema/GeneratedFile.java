package io.prontuario.crds.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A generated file under version control: compares it with the generator's output, or writes it. */
final class GeneratedFile {
    private static final String PROPERTY = "prontuario.regenerate";

    private GeneratedFile() {}

    /** @param file the path, relative to the module's folder */
    static void assertUpToDate(Path file, String generated, Class<?> test) throws IOException {
        if (Boolean.getBoolean(PROPERTY)) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, generated);
        }
        List<String> expected = generated.lines().toList();
        List<String> present = Files.exists(file) ? Files.readAllLines(file) : List.of();
        for (int i = 0; i < Math.max(expected.size(), present.size()); i++) {
            // Reports the first difference only.
            assertThat(i < present.size() ? present.get(i) : "(end of file)")
                    .as(
                            "%s line %d is out of date: run mvn -pl crds -am test -Dtest=%s"
                                    + " -Dsurefire.failIfNoSpecifiedTests=false -D%s=true",
                            file, i + 1, test.getSimpleName(), PROPERTY)
                    .isEqualTo(i < expected.size() ? expected.get(i) : "(end of file)");
        }
    }
}
