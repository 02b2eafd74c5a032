package io.prontuario.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prontuario.cli.ExitCode;
import io.prontuario.testbed.Testbed;
import io.prontuario.testbed.lifecycle.Preflight;
import io.prontuario.testbed.plan.StateFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The README's first command, on real clusters. */
class DemoE2E {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    private static final Set<String> LOSE_NOTHING =
            Set.of("primary-dies", "secondary-dies", "both-hosts-die", "hosts-return", "cloud-cut");
    private static final Set<String> BOUNDED = Set.of("primary-dies", "secondary-dies", "both-hosts-die");

    @Test
    void everyStepHolds() throws Exception {
        Optional<String> unsupported = Preflight.unsupported();
        Assumptions.assumeTrue(unsupported.isEmpty(), unsupported.orElse(""));
        Assumptions.assumeFalse(
                Testbed.open(StateFolder.defaultRoot()).lifecycle().isUp(),
                "a test bed is already up; remove it with: prontuario testbed down");

        Process demo = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:ThreadPriorityPolicy=1",
                        "-Dprontuario.home=" + HOME,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.prontuario.testbed.command.Main",
                        "demo",
                        "--json")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = demo.waitFor();

        JsonNode report = new ObjectMapper().readTree(out);
        List<String> names = StreamSupport.stream(report.get("steps").spliterator(), false)
                .map(step -> step.get("name").asText())
                .toList();
        assertThat(names)
                .containsExactly(
                        "primary-dies", "secondary-dies", "edge-dies", "both-hosts-die", "hosts-return", "cloud-cut");
        // Failures, order and states are checked here; benchmarks/failover evaluates latencies over five runs.
        assertThat(report.get("steps")).allSatisfy(step -> {
            assertThat(step.get("held").asBoolean()).as(step.toString()).isTrue();
            assertThat(step.get("requests").asInt()).isGreaterThan(250);
        });
        assertThat(report.get("steps"))
                .filteredOn(step -> LOSE_NOTHING.contains(step.get("name").asText()))
                .hasSize(LOSE_NOTHING.size())
                .allSatisfy(
                        step -> assertThat(step.get("failed").asInt()).as(out).isZero());
        assertThat(report.get("steps"))
                .filteredOn(step -> BOUNDED.contains(step.get("name").asText()))
                .hasSize(BOUNDED.size())
                .allSatisfy(step ->
                        assertThat(step.get("statusMillis").asLong()).as(out).isBetween(1L, 30_000L));
        assertThat(report.get("steps")).allSatisfy(step -> {
            assertThat(step.at("/writes/lost").asInt(-1)).as(out).isZero();
            assertThat(step.at("/writes/doubled").asInt(-1)).as(out).isZero();
        });
        assertThat(report.at("/steps/0/writes/acknowledged").asInt()).as(out).isPositive();
        assertThat(status).as(out).isEqualTo(ExitCode.OK.status());
        assertThat(report.get("held").asBoolean()).isTrue();
        assertThat(report.get("differsFromHospital"))
                .extracting(difference -> difference.get("name").asText())
                .containsExactlyInAnyOrder(
                        "machines",
                        "control plane",
                        "installation",
                        "data",
                        "cloud database",
                        "compiler",
                        "requests",
                        "windows",
                        "models");
        System.out.println(out);
        assertThat(Testbed.open(StateFolder.defaultRoot()).lifecycle().isUp())
                .as("the demo removes what it made")
                .isFalse();
    }
}
