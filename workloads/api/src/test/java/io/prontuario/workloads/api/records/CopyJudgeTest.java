package io.prontuario.workloads.api.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyJudgeTest {
    private static final long MILLI = 1_000_000;
    private final CopyJudge judge = new CopyJudge(Duration.ofMillis(100));

    private CopyState at(long millis, long received, long replayed) {
        return judge.standby(
                new CopyJudge.Sample(millis * MILLI, new WalPosition(received), new WalPosition(replayed)));
    }

    @Test
    void nothingIsKnownUntilAChangeHasArrived() {
        assertThat(at(0, 500, 500).standing()).isEqualTo(CopyState.Standing.SILENT);
        assertThat(at(50, 500, 500).standing()).isEqualTo(CopyState.Standing.SILENT);
        assertThat(at(100, 600, 600).standing()).isEqualTo(CopyState.Standing.WITHIN);
    }

    @Test
    void anIdleWritersHeartbeatsKeepTheCopyWithinTheBound() {
        at(0, 500, 500);
        for (long beat = 1; beat < 20; beat++) {
            assertThat(at(300 * beat, 500 + beat, 500 + beat).standing()).isEqualTo(CopyState.Standing.WITHIN);
            assertThat(at(300 * beat + 250, 500 + beat, 500 + beat).standing()).isEqualTo(CopyState.Standing.WITHIN);
        }
    }

    @Test
    void silenceLongerThanAHeartbeatAndTheBoundMeansThatNothingIsKnown() {
        at(0, 500, 500);
        at(50, 600, 600);
        assertThat(at(450, 600, 600).standing()).isEqualTo(CopyState.Standing.WITHIN);
        CopyState silent = at(451, 600, 600);
        assertThat(silent.standing()).isEqualTo(CopyState.Standing.SILENT);
        assertThat(silent.currentAtNanos()).isEqualTo(OptionalLong.of(50 * MILLI));
        assertThat(at(500, 700, 700).standing()).isEqualTo(CopyState.Standing.WITHIN);
    }

    @Test
    void theOldestChangeThatIsNotReplayedGivesTheLag() {
        at(0, 500, 500);
        at(50, 600, 600);
        at(100, 700, 600);
        CopyState within = at(200, 900, 699);
        assertThat(within.standing()).isEqualTo(CopyState.Standing.WITHIN);
        assertThat(within.lagNanos()).isEqualTo(100 * MILLI);
        assertThat(at(201, 900, 699).standing()).isEqualTo(CopyState.Standing.BEHIND);
        CopyState caughtUp = at(202, 900, 700);
        assertThat(caughtUp.standing()).isEqualTo(CopyState.Standing.WITHIN);
        assertThat(caughtUp.lagNanos()).as("the next one arrived at 200").isEqualTo(2 * MILLI);
        assertThat(caughtUp.currentAtNanos()).isEqualTo(OptionalLong.of(100 * MILLI));
    }

    @Test
    void aReplayThatStandsStillForHoursKeepsTheAgeOfTheFirstChange() {
        at(0, 1, 1);
        for (int i = 1; i < 5_000; i++) {
            at(50L * i, 1 + i, 1);
        }
        CopyState behind = at(250_000, 6_000, 1);
        assertThat(behind.standing()).isEqualTo(CopyState.Standing.BEHIND);
        assertThat(behind.lagNanos()).isEqualTo((250_000 - 50) * MILLI);
        assertThat(at(250_050, 6_000, 6_000).standing()).isEqualTo(CopyState.Standing.WITHIN);
    }

    @Test
    void aCopyThatWasNotReachedStartsAnew() {
        at(0, 500, 500);
        at(50, 600, 600);
        assertThat(judge.unreachable(100 * MILLI).current()).isFalse();
        CopyState back = at(150, 600, 600);
        assertThat(back.standing()).isEqualTo(CopyState.Standing.SILENT);
        assertThat(back.currentAtNanos()).as("it has not lost what it had").isEqualTo(OptionalLong.of(50 * MILLI));
    }

    @Test
    void theWriterIsAlwaysCurrentAndShowsEveryPosition() {
        CopyState writer = judge.writer(7);
        assertThat(writer.current()).isTrue();
        assertThat(writer.shows(new WalPosition(Long.MAX_VALUE))).isTrue();
        at(0, 500, 500);
        CopyState standby = at(50, 600, 550);
        assertThat(standby.shows(new WalPosition(550))).isTrue();
        assertThat(standby.shows(new WalPosition(551))).isFalse();
    }

    @Test
    void positionsHavePostgresqlsForm() {
        assertThat(WalPosition.of("16/B374D848")).contains(new WalPosition(0x16_B374_D848L));
        assertThat(WalPosition.of("FFFFFFFF/FFFFFFFF")).contains(new WalPosition(-1L));
        assertThat(new WalPosition(0x16_B374_D848L)).hasToString("16/B374D848");
        assertThat(new WalPosition(-1L)).isGreaterThan(new WalPosition(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "16", "16/", "16/B374D8481", "G/1", "1/2/3", "-1/2"})
    void otherTextsAreNoPosition(String text) {
        assertThat(WalPosition.of(text)).isEmpty();
    }
}
