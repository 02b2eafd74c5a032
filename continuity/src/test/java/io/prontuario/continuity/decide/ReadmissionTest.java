package io.prontuario.continuity.decide;

import static io.prontuario.continuity.decide.Bench.PRIMARY;
import static io.prontuario.continuity.decide.Bench.SECONDARY;
import static io.prontuario.continuity.model.SiteName.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.Action;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.Observation.CheckResult;
import org.junit.jupiter.api.Test;

/** Coming back: restarts, the stabilisation window, and when it is waived. */
class ReadmissionTest {
    @Test
    void aRebootFasterThanTheThresholdWithdrawsTheAdmission() {
        Bench bench = Bench.running();
        bench.see(PRIMARY, CheckResult.SERVING, "boot-2");
        bench.rounds(1);
        assertThat(bench.routed()).doesNotContain(PRIMARY);
        assertThat(bench.active()).contains(SECONDARY);
        assertThat(bench.admits()).isEmpty();
    }

    @Test
    void aReturnedHostIsAdmittedAfterTheWholeWindowAndNotBefore() {
        Bench bench = Bench.running();
        bench.see(PRIMARY, CheckResult.DEAD);
        bench.rounds(3);
        bench.see(PRIMARY, CheckResult.SERVING, "boot-2");
        bench.rounds(2);
        assertThat(bench.mode()).isEqualTo(Mode.FAILBACK);
        bench.rounds(118); // 120 checks: 119 intervals, 595 s
        assertThat(bench.mode()).isEqualTo(Mode.FAILBACK);
        assertThat(bench.routed()).doesNotContain(PRIMARY);
        bench.latching = false;
        bench.rounds(1);
        assertThat(bench.mode()).isEqualTo(Mode.FULL);
        assertThat(bench.active()).contains(PRIMARY);
        assertThat(bench.admits()).containsExactly(new Action.Admit(PRIMARY, "boot-2"));
        assertThat(bench.state.epoch()).isEqualTo(3);
    }

    @Test
    void aHostThatFailedWithoutRestartingAlsoWaits() {
        Bench bench = Bench.running();
        bench.see(PRIMARY, CheckResult.DEAD);
        bench.rounds(3);
        bench.see(PRIMARY, CheckResult.SERVING, "mac-studio-1-boot-1");
        bench.rounds(100);
        assertThat(bench.routed()).doesNotContain(PRIMARY);
    }

    @Test
    void aFailureOrARestartWithinTheWindowBeginsItAnew() {
        Bench bench = Bench.running();
        bench.see(PRIMARY, CheckResult.DEAD);
        bench.rounds(3);
        bench.see(PRIMARY, CheckResult.SERVING, "boot-2");
        bench.rounds(110);
        bench.see(PRIMARY, CheckResult.UNREADY, "boot-2");
        bench.rounds(1);
        bench.see(PRIMARY, CheckResult.SERVING, "boot-2");
        bench.rounds(110);
        assertThat(bench.routed()).doesNotContain(PRIMARY);
        bench.see(PRIMARY, CheckResult.SERVING, "boot-3");
        bench.rounds(120);
        assertThat(bench.routed()).doesNotContain(PRIMARY);
        bench.rounds(1);
        assertThat(bench.routed()).contains(PRIMARY);
    }

    @Test
    void fromAnOutageAHealthyHostIsAdmittedAtOnce() {
        Bench bench = Bench.running();
        bench.see(PRIMARY, CheckResult.DEAD).see(SECONDARY, CheckResult.DEAD).see(CLOUD, CheckResult.DEAD);
        bench.rounds(5);
        bench.see(SECONDARY, CheckResult.SERVING, "boot-2");
        bench.rounds(1);
        assertThat(bench.mode()).isEqualTo(Mode.OUTAGE);
        bench.rounds(1);
        assertThat(bench.mode()).isEqualTo(Mode.DEGRADED);
        assertThat(bench.active()).contains(SECONDARY);
    }

    @Test
    void fromAnEmergencyHostsWaitForTheWindow() {
        Bench bench = Bench.running();
        bench.see(PRIMARY, CheckResult.DEAD).see(SECONDARY, CheckResult.DEAD);
        bench.rounds(5);
        bench.see(PRIMARY, CheckResult.SERVING, "b2").see(SECONDARY, CheckResult.SERVING, "b2");
        bench.rounds(2);
        assertThat(bench.mode()).isEqualTo(Mode.FAILBACK);
        assertThat(bench.active()).contains(CLOUD);
        assertThat(bench.routed()).containsExactly(CLOUD);
        bench.rounds(119);
        assertThat(bench.mode()).isEqualTo(Mode.FULL);
        assertThat(bench.active()).contains(PRIMARY);
    }

    @Test
    void theLocalOverrideIsTaken() {
        Bench bench = Bench.running();
        bench.see(PRIMARY, CheckResult.SERVING, "boot-2");
        bench.rounds(5);
        assertThat(bench.routed()).doesNotContain(PRIMARY);
        bench.checks.computeIfPresent(
                PRIMARY,
                (site, check) -> new io.prontuario.continuity.model.Observation.SiteCheck(
                        check.result(), check.sequence(), check.bootId(), true, check.detail()));
        bench.rounds(1);
        assertThat(bench.routed()).contains(PRIMARY);
    }
}
