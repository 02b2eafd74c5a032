package io.prontuario.continuity.decide;

import static io.prontuario.continuity.decide.Bench.PRIMARY;
import static io.prontuario.continuity.decide.Bench.SECONDARY;
import static io.prontuario.continuity.model.SiteName.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Observation.Heartbeat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a front door said before it was silent for long does not hand the role back. */
class StaleReportTest {
    /** The box on the primary said for a while that it uses it; then it is silent for so many rounds, and the edge uses none. */
    private static Bench silentFor(int rounds) {
        Bench bench = CloudTakeoverPolicyTest.standingBy();
        bench.frontDoor("mac-studio-1", PRIMARY);
        bench.rounds(3);
        bench.frontDoorSilent("mac-studio-1").frontDoor("edge", CLOUD);
        bench.see(PRIMARY, CheckResult.UNKNOWN).see(SECONDARY, CheckResult.UNKNOWN);
        bench.rounds(rounds);
        return bench;
    }

    @Test
    void afterALongSilenceTheFirstReportIsTheFirst() {
        Bench bench = silentFor(3);
        assertThat(bench.mode()).isEqualTo(Mode.EMERGENCY);
        bench.frontDoor("mac-studio-1", PRIMARY);
        bench.heartbeat = Optional.of(new Heartbeat(0, "hash", Mode.DEGRADED, 1));
        bench.rounds(1);
        assertThat(bench.active()).contains(CLOUD);
        bench.rounds(1);
        assertThat(bench.active()).contains(PRIMARY);
    }

    @Test
    void aShortSilenceEndsNoRun() {
        Bench bench = silentFor(2);
        bench.frontDoor("mac-studio-1", PRIMARY);
        bench.rounds(1);
        assertThat(bench.state.reports().frontDoors().get("mac-studio-1").successes())
                .isEqualTo(4);
        bench = silentFor(3);
        bench.frontDoor("mac-studio-1", PRIMARY);
        bench.rounds(1);
        assertThat(bench.state.reports().frontDoors().get("mac-studio-1").successes())
                .isEqualTo(1);
    }
}
