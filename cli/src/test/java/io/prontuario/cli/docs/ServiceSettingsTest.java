package io.prontuario.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/reference/services.md names every setting that the services read. */
class ServiceSettingsTest {
    private static final Path PAGE = Path.of("docs/reference/services.md");
    private static final Pattern READ = Pattern.compile("ettings\\s*\\.\\s*\\w+\\(\\s*\"([A-Z][A-Z0-9_]+)\"");

    @Test
    void everySettingIsListed() throws IOException {
        String page = Repository.text(PAGE);
        TreeSet<String> read = new TreeSet<>();
        for (Path file : Repository.files()) {
            if (file.startsWith("workloads") && file.toString().contains("src/main/java")) {
                READ.matcher(Repository.text(file)).results().forEach(setting -> read.add(setting.group(1)));
            }
        }
        assertThat(read).hasSizeGreaterThan(30);
        assertThat(read.stream().filter(setting -> !page.contains("`" + setting + "`")))
                .isEmpty();
    }
}
