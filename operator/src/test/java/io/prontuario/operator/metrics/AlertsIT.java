package io.prontuario.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The alert rules under promtool: with two, one and no hosts. */
class AlertsIT {
    private static final Path TOOL = Path.of("/usr/bin/promtool");
    private static final Path RULES = Path.of("src/main/resources/monitoring/alerts.yaml");
    private static final Path TESTS = Path.of("src/test/resources/monitoring/alerts-test.yaml");

    @TempDir
    Path folder;

    private record Ran(int status, String output) {}

    @BeforeAll
    static void needsPromtool() {
        Assumptions.assumeTrue(Files.isExecutable(TOOL), "no " + TOOL + ": run testbed/build/packages.sh");
    }

    @Test
    void theRulesAreValid() throws Exception {
        Ran ran = promtool("check", "rules", RULES.toString());
        assertThat(ran.status()).as(ran.output()).isZero();
    }

    @Test
    void everyAlertFiresAfterItsWaitingTimeAndNotBefore() throws Exception {
        Ran ran = tested(Files.readString(RULES));
        assertThat(ran.status()).as(ran.output()).isZero();
    }

    /** The rule tests fail with an expression that the rules correct, so they prove the correction. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<= 0.5 | < 0.5",
                "or count by (namespace) (prontuario_site_health{site!=\"cloud\"}) * 0 | ",
                "and on (instance) pg_replication_is_replica == 1 | ",
                "site!=\"cloud\"}) == 0 | site!=\"cloud\"}) < 1",
                "for: 30s | for: 45s",
                "max by (namespace) (prontuario_projection | min by (namespace) (prontuario_projection",
            })
    void aWrongExpressionFailsTheTests(String right, String wrong) throws Exception {
        String rules = Files.readString(RULES);
        assertThat(rules).contains(right);
        Ran ran = tested(rules.replace(right, wrong == null ? "" : wrong));
        assertThat(ran.status()).as(ran.output()).isNotZero();
        assertThat(ran.output()).contains("FAILED");
    }

    private Ran tested(String rules) throws Exception {
        Path under = Files.writeString(folder.resolve("alerts.yaml"), rules);
        Path tests = Files.writeString(
                folder.resolve("tests.yaml"), Files.readString(TESTS).replace("[ALERTS]", "[" + under + "]"));
        return promtool("test", "rules", tests.toString());
    }

    private static Ran promtool(String... arguments) throws IOException, InterruptedException {
        java.util.List<String> command = new java.util.ArrayList<>(java.util.List.of(TOOL.toString()));
        command.addAll(java.util.List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), output);
    }
}
