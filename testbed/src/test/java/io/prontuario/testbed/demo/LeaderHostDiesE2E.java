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
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The control plane on three hosts: the host that carries every leader dies, and no request for a patient fails. */
class LeaderHostDiesE2E {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    @Test
    void theDeathOfTheHostWithEveryLeaderFailsNoRequestAndLeadershipMoves() throws Exception {
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
                        "--control-plane",
                        "stretched",
                        "--steps",
                        "leader-host-dies",
                        "--json")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = demo.waitFor();

        JsonNode step = new ObjectMapper().readTree(out).path("steps").path(0);
        System.out.println(out);
        assertThat(step.path("name").asText()).as(out).isEqualTo("leader-host-dies");
        assertThat(step.path("requests").asInt()).isGreaterThan(250);
        assertThat(step.path("failed").asInt(-1)).as(out).isZero();
        assertThat(step.path("statusMillis").asLong()).as(out).isBetween(1L, 30_000L);
        assertThat(step.path("checks").findValuesAsText("name"))
                .containsAll(List.of(
                        "API writable again", "another operator acts", "etcd", "operator not restarted", "recovery"));
        assertThat(step.path("held").asBoolean()).as(out).isTrue();
        assertThat(status).as(out).isEqualTo(ExitCode.OK.status());
        assertThat(Testbed.open(StateFolder.defaultRoot()).lifecycle().isUp())
                .as("the demo removes what it made")
                .isFalse();
    }
}
