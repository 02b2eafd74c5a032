package io.prontuario.testbed.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.testbed.peer.Bar.Saying;
import io.prontuario.testbed.peer.FaultMeasure.Figures;
import io.prontuario.testbed.peer.Verdict.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Bar SECOND = Bar.worst(Duration.ofSeconds(1));

    private static Figures figures(int lost, int doubled, int twoWriters, long gapMillis) {
        return new Figures(100, lost, doubled, twoWriters, 0, 0, gapMillis);
    }

    @Test
    void aGapOfTheBarIsKeptAndALongerOneIsNot() {
        assertThat(Verdict.of(SECOND, figures(0, 0, 0, 1000), false, List.of()).outcome())
                .isEqualTo(Outcome.KEPT);
        assertThat(Verdict.of(SECOND, figures(0, 0, 0, 1001), false, List.of()))
                .isEqualTo(new Verdict(Outcome.NOT_KEPT, "gap 1.0 s, more than 1.0 s"));
        assertThat(Verdict.of(Bar.safe(), figures(0, 0, 0, 90_000), true, List.of())
                        .outcome())
                .isEqualTo(Outcome.KEPT);
    }

    @Test
    void everyWriteThatIsLostDoubledOrOfTwoWritersIsAMissUnderEveryBar() {
        assertThat(Verdict.of(Bar.safe(), figures(1, 2, 3, 0), false, List.of()))
                .isEqualTo(
                        new Verdict(
                                Outcome.NOT_KEPT,
                                "1 acknowledged writes lost; 2 writes doubled; 3 acknowledged by an old writer after a new one"));
    }

    @Test
    void aRefusalMustBeSaid() {
        Bar bar = Bar.safeOrRefused();
        assertThat(Verdict.of(bar, figures(0, 0, 0, 90_000), true, List.of()).outcome())
                .isEqualTo(Outcome.NOT_KEPT);
        assertThat(Verdict.of(bar, figures(0, 0, 0, 90_000), true, List.of("WriterSafe False EpochEnding: why"))
                        .outcome())
                .isEqualTo(Outcome.KEPT);
        assertThat(Verdict.of(bar, figures(0, 0, 0, 300), false, List.of()).outcome())
                .isEqualTo(Outcome.KEPT);
    }

    @Test
    void aWrongClockMustBeNamed() {
        Bar bar = Bar.says(Saying.A_WRONG_CLOCK);
        assertThat(Verdict.of(bar, figures(0, 0, 0, 0), false, List.of("DataProtected False CopyMissing: no answer"))
                        .outcome())
                .isEqualTo(Outcome.NOT_KEPT);
        assertThat(Verdict.of(
                                bar,
                                figures(0, 0, 0, 0),
                                false,
                                List.of("status.data one: its clock is 60 min ahead of the operator's"))
                        .outcome())
                .isEqualTo(Outcome.KEPT);
    }

    @Test
    void aFullDiskMustBeNamed() {
        Bar bar = Bar.says(Saying.A_FULL_DISK);
        assertThat(Verdict.of(bar, figures(0, 0, 0, 0), false, List.of("DataProtected False CopyMissing: no answer"))
                        .outcome())
                .isEqualTo(Outcome.NOT_KEPT);
        assertThat(Verdict.of(bar, figures(0, 0, 0, 0), false, List.of("status.data one: The disk is nearly full"))
                        .outcome())
                .isEqualTo(Outcome.KEPT);
    }
}
