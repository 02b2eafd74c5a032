package io.prontuario.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prontuario.testbed.Testbed;
import io.prontuario.testbed.life.Preflight;
import io.prontuario.testbed.plan.StateFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The README's first command, on real clusters. */
class DemoE2E {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    @Test
    void theDemoHolds() throws Exception {
        Optional<String> unsupported = Preflight.unsupported();
        Assumptions.assumeTrue(unsupported.isEmpty(), unsupported.orElse(""));
        Assumptions.assumeFalse(
                Testbed.open(StateFolder.defaultRoot()).status().running(),
                "a testbed is already up; remove it with: prontuario testbed down");

        Process demo = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:ThreadPriorityPolicy=1",
                        "-Dprontuario.home=" + HOME,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.prontuario.cli.Main",
                        "demo",
                        "--json")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = demo.waitFor();

        JsonNode report = new ObjectMapper().readTree(out);
        assertThat(report.get("held").asBoolean()).as(out).isTrue();
        assertThat(status).isZero();
        List<String> names = StreamSupport.stream(report.get("steps").spliterator(), false)
                .map(step -> step.get("name").asText())
                .toList();
        assertThat(names)
                .containsExactly(
                        "primary-dies", "secondary-dies", "edge-dies", "both-hosts-die", "hosts-return", "cloud-cut");
        assertThat(report.get("steps"))
                .allSatisfy(step -> assertThat(step.get("requests").asInt()).isGreaterThan(500));
        assertThat(Testbed.open(StateFolder.defaultRoot()).status().running())
                .as("the demo removes what it made")
                .isFalse();
    }
}
