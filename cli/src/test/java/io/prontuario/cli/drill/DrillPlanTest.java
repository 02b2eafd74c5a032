package io.prontuario.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Driver;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrillPlanTest {
    @ParameterizedTest
    @CsvSource({
        "PrimaryDies,   Testbed, , mac-studio-1",
        "SecondaryDies, Host,    , mac-studio-2",
        "BothDie,       Testbed, , 'mac-studio-1, mac-studio-2'",
        "EdgeDies,      Testbed, , edge",
        "WanCut,        Testbed, , ''",
        "Freeze,        Testbed, mac-studio-2, mac-studio-2",
    })
    void aScenarioHasTheseTargets(Scenario scenario, Driver driver, String host, String targets) throws IOException {
        assertThat(String.join(
                        ", ",
                        plan(scenario, driver, host == null ? List.of() : List.of(host))
                                .targets()))
                .isEqualTo(targets);
    }

    @Test
    void aFaultWithoutATargetIsRefused() {
        refused(Scenario.Freeze, Driver.Testbed, List.of(), "--host: is missing; name the box that fails in freeze");
    }

    @Test
    void anUnknownHostIsRefusedByName() {
        refused(Scenario.Freeze, Driver.Testbed, List.of("mac-studio-9"), "no serving host is called \"mac-studio-9\"");
    }

    @Test
    void aDriverThatCannotMakeTheFaultIsRefusedWithThoseThatCan() {
        refused(Scenario.EdgeDies, Driver.Traffic, List.of(), "use one of [Host, Testbed]");
    }

    private static void refused(Scenario scenario, Driver driver, List<String> hosts, String message) {
        assertThatThrownBy(() -> plan(scenario, driver, hosts))
                .isInstanceOfSatisfying(
                        CliException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.BAD_INPUT))
                .hasMessageContaining(message);
    }

    private static DrillPlan plan(Scenario scenario, Driver driver, List<String> hosts) throws IOException {
        return DrillPlan.of(
                PlatformYaml.read(Files.readString(Path.of("../examples/mac-studio-ha.yaml"))),
                new FailoverDrillSpec(
                        "hospital", scenario, driver, hosts, null, "2026-03-01T06:01:00Z", "a test", false),
                Duration.ofSeconds(30),
                Duration.ofSeconds(1));
    }
}
