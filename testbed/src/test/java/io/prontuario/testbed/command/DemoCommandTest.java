package io.prontuario.testbed.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.cli.ExitCode;
import org.junit.jupiter.api.Test;

class DemoCommandTest {
    @Test
    void theDemoNamesItsStepsWhenOneIsUnknown() {
        Ran ran = Ran.prontuario("demo", "--steps", "primary-dies,fire");
        assertThat(ran.status()).isEqualTo(ExitCode.BAD_INPUT.status());
        assertThat(ran.err()).contains("--steps", "fire", "cloud-cut");
    }

    @Test
    void aStepAboutAControlPlaneOnSeveralHostsNeedsOne() {
        Ran ran = Ran.prontuario("demo", "--steps", "leader-host-dies");
        assertThat(ran.status()).isEqualTo(ExitCode.BAD_INPUT.status());
        assertThat(ran.err()).contains("leader-host-dies", "add --control-plane stretched");

        Ran nowhere = Ran.prontuario("demo", "--control-plane", "moon");
        assertThat(nowhere.status()).isEqualTo(ExitCode.BAD_INPUT.status());
        assertThat(nowhere.err()).contains("--control-plane", "moon", "edge, stretched");
    }

    @Test
    void hostsCannotReturnThatHaveNotDied() {
        Ran ran = Ran.prontuario("demo", "--steps", "primary-dies,hosts-return");
        assertThat(ran.status()).isEqualTo(ExitCode.BAD_INPUT.status());
        assertThat(ran.err()).contains("both-hosts-die");
    }

    @Test
    void theDemoNamesItsLevelsWhenOneIsUnknown() {
        Ran ran = Ran.prontuario("demo", "--level", "paper");
        assertThat(ran.status()).isEqualTo(ExitCode.BAD_INPUT.status());
        assertThat(ran.err()).contains("--level", "paper", "cluster, api");
    }

    @Test
    void aStepThatProvesNothingAtALevelIsRefusedAndNotSkipped() {
        Ran ran = Ran.prontuario("demo", "--level", "api", "--steps", "primary-dies,edge-dies");
        assertThat(ran.status()).isEqualTo(ExitCode.BAD_INPUT.status());
        assertThat(ran.err()).contains("edge-dies", "cannot be proven at level api", "VRRP");
    }

    @Test
    void loopbackProcessesCannotBeKept() {
        Ran ran = Ran.prontuario("demo", "--level", "api", "--keep");
        assertThat(ran.status()).isEqualTo(ExitCode.BAD_INPUT.status());
        assertThat(ran.err()).contains("--keep", "ends with it");
    }

    @Test
    void anUnknownOutputFormatIsAUsageErrorThatListsTheFormats() {
        Ran ran = Ran.prontuario("demo", "-o", "xml");
        assertThat(ran.status()).isEqualTo(ExitCode.BAD_INPUT.status());
        assertThat(ran.err()).contains("--output", "xml", "table, json");
    }

    @Test
    void theProductsCommandsAndTheTestBedsAreOnOneLine() {
        assertThat(Ran.prontuario("--help").out()).contains("validate", "demo", "benchmark", "drills", "testbed");
    }
}
