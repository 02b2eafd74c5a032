package io.prontuario.crds.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A generated file under version control: compared with what is generated now, or written when asked to. */
final class CheckedIn {
    private static final String PROPERTY = "prontuario.regenerate";

    private CheckedIn() {}

    /** @param file relative to the module's folder */
    static void assertUpToDate(Path file, String generated, Class<?> test) throws IOException {
        if (Boolean.getBoolean(PROPERTY)) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, generated);
        }
        assertThat(Files.exists(file) ? Files.readString(file) : "")
                .as(
                        "%s is generated: run mvn -pl crds -am test -Dtest=%s -Dsurefire.failIfNoSpecifiedTests=false -D%s=true",
                        file, test.getSimpleName(), PROPERTY)
                .isEqualTo(generated);
    }
}
