package io.prontuario.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/reference/metrics-and-alerts.md names every metric of the operator and the services, and none that does not exist. */
class MetricsPageTest {
    private static final Path PAGE = Path.of("docs/reference/metrics-and-alerts.md");
    private static final Pattern IN_CODE = Pattern.compile("\"((?:prontuario|gcp)_[a-z0-9_]*[a-z0-9])\"");
    private static final Pattern IN_TABLE = Pattern.compile("(?m)^\\| ((?:prontuario|gcp)_[a-z0-9_]+)");
    /** Inference puts this prefix before each name. */
    private static final String INFERENCE = "prontuario_inference_";

    @Test
    void pageAndCodeNameTheSameMetrics() throws IOException {
        TreeSet<String> code = new TreeSet<>();
        for (Path file : Repository.files()) {
            if (file.toString().contains("src/main/java")
                    && (file.startsWith("operator") || file.startsWith("workloads"))) {
                IN_CODE.matcher(Repository.text(file)).results().forEach(name -> code.add(name.group(1)));
            }
        }
        TreeSet<String> page = new TreeSet<>();
        IN_TABLE.matcher(Repository.text(PAGE))
                .results()
                .map(name -> name.group(1))
                .filter(name -> !name.startsWith(INFERENCE))
                .forEach(page::add);
        assertThat(code).hasSizeGreaterThan(15);
        assertThat(page).isEqualTo(code);
    }
}
