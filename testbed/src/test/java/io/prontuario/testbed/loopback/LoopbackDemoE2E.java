package io.prontuario.testbed.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo without root: deaths fail no request, status follows, what is not proven is named, and nothing is left. */
class LoopbackDemoE2E {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> DEATHS = Set.of("primary-dies", "both-hosts-die");

    @TempDir
    private Path state;

    @Test
    void deathsFailNoRequestAndNothingIsLeft() throws Exception {
        try {
            SystemTools.find(state, false);
        } catch (CliException missing) {
            Assumptions.abort(missing.getMessage());
        }
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Dprontuario.home=" + HOME,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.prontuario.testbed.command.Main",
                        "demo",
                        "--level=api",
                        "--json",
                        "--steps=primary-dies,both-hosts-die,hosts-return")
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        command.environment().put("PRONTUARIO_LOOPBACK_HOME", state.toString());
        Process demo = command.start();
        String out = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = demo.waitFor();
        System.out.println(out);

        // On starved cores the way back may cost a request; then the demo says so, with 1. Deaths may cost none.
        assertThat(status).as(out).isIn(ExitCode.OK.status(), ExitCode.OBJECTIVE_MISSED.status());
        JsonNode report = new ObjectMapper().readTree(out);
        assertThat(report.get("steps"))
                .extracting(step -> step.get("name").asText())
                .containsExactly("primary-dies", "both-hosts-die", "hosts-return");
        assertThat(report.get("steps"))
                .filteredOn(step -> DEATHS.contains(step.get("name").asText()))
                .allSatisfy(step -> {
                    assertThat(step.get("requests").asInt()).isGreaterThan(500);
                    assertThat(step.get("failed").asInt()).as(out).isZero();
                    assertThat(step.get("statusMillis").asLong()).as(out).isBetween(1L, 30_000L);
                });
        assertThat(report.get("notProven"))
                .extracting(missing -> missing.get("name").asText())
                .contains("edge-dies", "cloud-cut");
        assertThat(ProcessHandle.allProcesses()
                        .flatMap(process -> process.info().commandLine().stream())
                        .filter(line -> line.contains(state.toString())))
                .as("every process ends with the demo")
                .isEmpty();
    }
}
