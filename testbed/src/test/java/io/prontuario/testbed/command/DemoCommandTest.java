package io.prontuario.testbed.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.cli.ExitCode;
import org.junit.jupiter.api.Test;

class DemoCommandTest {
    @Test
    void theDemoNamesItsStepsWhenOneIsUnknown() {
        CommandResult result = CommandResult.prontuario("demo", "--steps", "primary-dies,fire");
        assertThat(result.status()).isEqualTo(ExitCode.BAD_INPUT.status());
        assertThat(result.err()).contains("--steps", "fire", "cloud-cut");
    }

    @Test
    void aStepAboutSeveralHostsNeedsTheStretchedControlPlane() {
        CommandResult result = CommandResult.prontuario("demo", "--steps", "leader-host-dies");
        assertThat(result.status()).isEqualTo(ExitCode.BAD_INPUT.status());
        assertThat(result.err()).contains("leader-host-dies", "add --control-plane stretched");

        CommandResult nowhere = CommandResult.prontuario("demo", "--control-plane", "moon");
        assertThat(nowhere.status()).isEqualTo(ExitCode.BAD_INPUT.status());
        assertThat(nowhere.err()).contains("--control-plane", "moon", "edge, stretched");
    }

    @Test
    void hostsReturnNeedsBothHostsDieBeforeIt() {
        CommandResult result = CommandResult.prontuario("demo", "--steps", "primary-dies,hosts-return");
        assertThat(result.status()).isEqualTo(ExitCode.BAD_INPUT.status());
        assertThat(result.err()).contains("both-hosts-die");
    }

    @Test
    void theDemoNamesItsLevelsWhenOneIsUnknown() {
        CommandResult result = CommandResult.prontuario("demo", "--level", "paper");
        assertThat(result.status()).isEqualTo(ExitCode.BAD_INPUT.status());
        assertThat(result.err()).contains("--level", "paper", "cluster, api");
    }

    @Test
    void aStepThatALevelCannotProveIsRefused() {
        CommandResult result = CommandResult.prontuario("demo", "--level", "api", "--steps", "primary-dies,edge-dies");
        assertThat(result.status()).isEqualTo(ExitCode.BAD_INPUT.status());
        assertThat(result.err()).contains("edge-dies", "cannot be proven at level api", "VRRP");
    }

    @Test
    void keepIsRefusedAtLevelApi() {
        CommandResult result = CommandResult.prontuario("demo", "--level", "api", "--keep");
        assertThat(result.status()).isEqualTo(ExitCode.BAD_INPUT.status());
        assertThat(result.err()).contains("--keep", "every process ends with the demo");
    }

    @Test
    void anUnknownOutputFormatIsAUsageErrorThatListsTheFormats() {
        CommandResult result = CommandResult.prontuario("demo", "-o", "xml");
        assertThat(result.status()).isEqualTo(ExitCode.BAD_INPUT.status());
        assertThat(result.err()).contains("--output", "xml").containsIgnoringCase("table, json");
    }

    @Test
    void helpListsTheProductsAndTheTestBedsCommands() {
        assertThat(CommandResult.prontuario("--help").out())
                .contains("validate", "demo", "benchmark", "drills", "peers", "testbed");
    }
}
