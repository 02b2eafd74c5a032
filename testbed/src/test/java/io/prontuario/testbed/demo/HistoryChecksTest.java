package io.prontuario.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.rules.TransitionHistory;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.crds.v1alpha1.PlatformStatus.Health;
import io.prontuario.crds.v1alpha1.PlatformStatus.Mode;
import io.prontuario.crds.v1alpha1.PlatformStatus.Site;
import io.prontuario.crds.v1alpha1.PlatformStatus.Transition;
import io.prontuario.testbed.load.GetRecord;
import io.prontuario.testbed.load.ReadResult.Answered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class HistoryChecksTest {
    private static ObservedStatus seen(
            Mode mode, String active, long epoch, boolean admitted, List<Transition> history) {
        return new ObservedStatus(
                0,
                1,
                new PlatformStatus(
                        1L,
                        "h",
                        mode,
                        false,
                        active,
                        epoch,
                        List.of(new Site("a", Health.Healthy, null, null, "x", admitted, null)),
                        history,
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        List.of()));
    }

    private static Transition transition(Mode from, Mode to, String detected, String decided, String served) {
        return new Transition(from, to, "a", "b", 2L, "Why", detected, decided, "2026-01-01T00:00:20Z", served);
    }

    private static Transition whole(Mode from, Mode to) {
        return transition(from, to, "2026-01-01T00:00:01Z", "2026-01-01T00:00:18Z", "2026-01-01T00:00:21Z");
    }

    @Test
    void anyChangeOfModeSiteEpochAdmissionOrHistoryIsAChange() {
        ObservedStatus before = seen(Mode.Full, "a", 1, true, List.of());
        assertThat(HistoryChecks.unchanged("x", before, seen(Mode.Full, "a", 1, true, List.of()))
                        .passed())
                .isTrue();
        assertThat(List.of(
                        seen(Mode.Degraded, "a", 1, true, List.of()),
                        seen(Mode.Full, "b", 1, true, List.of()),
                        seen(Mode.Full, "a", 2, true, List.of()),
                        seen(Mode.Full, "a", 1, false, List.of()),
                        seen(Mode.Full, "a", 1, true, List.of(whole(Mode.Full, Mode.Degraded)))))
                .allSatisfy(after -> assertThat(
                                HistoryChecks.unchanged("x", before, after).passed())
                        .isFalse());
    }

    @Test
    void aHistoryNeedsEveryPhaseAndNoGap() {
        List<Transition> good = List.of(whole(Mode.Full, Mode.Degraded), whole(Mode.Degraded, Mode.Full));
        assertThat(HistoryChecks.historyComplete("x", good).passed()).isTrue();
        assertThat(HistoryChecks.historyComplete(
                                "x", List.of(whole(Mode.Full, Mode.Degraded), whole(Mode.Emergency, Mode.Full)))
                        .passed())
                .isFalse();
        assertThat(HistoryChecks.historyComplete(
                                "x",
                                List.of(transition(
                                        Mode.Full,
                                        Mode.Degraded,
                                        "2026-01-01T00:00:01Z",
                                        "2026-01-01T00:00:18Z",
                                        null)))
                        .passed())
                .isFalse();
        assertThat(HistoryChecks.historyComplete(
                                "x",
                                List.of(transition(
                                        Mode.Full,
                                        Mode.Degraded,
                                        "2026-01-01T00:00:19Z",
                                        "2026-01-01T00:00:18Z",
                                        "2026-01-01T00:00:21Z")))
                        .passed())
                .isFalse();
    }

    @Test
    void aFullHistoryMayHaveGaps() {
        List<Transition> gap =
                new ArrayList<>(List.of(whole(Mode.Full, Mode.Emergency), whole(Mode.Failback, Mode.Full)));
        while (gap.size() < TransitionHistory.KEPT - 1) {
            gap.add(whole(Mode.Full, Mode.Full));
        }
        assertThat(HistoryChecks.historyComplete("x", gap).passed()).isFalse();
        gap.add(whole(Mode.Full, Mode.Full));
        assertThat(HistoryChecks.historyComplete("x", gap).passed()).isTrue();
    }

    @Test
    void aPhaseMayBeMissingWhereTheNextChangeOvertookIt() {
        Transition unserved =
                transition(Mode.Full, Mode.Degraded, "2026-01-01T00:00:01Z", "2026-01-01T00:00:18Z", null);
        Transition atTenSeconds = transition(
                Mode.Degraded, Mode.Full, "2026-01-01T00:00:28Z", "2026-01-01T00:00:28Z", "2026-01-01T00:00:29Z");
        Transition later = transition(
                Mode.Degraded, Mode.Full, "2026-01-01T00:00:28Z", "2026-01-01T00:00:28.001Z", "2026-01-01T00:00:29Z");
        assertThat(HistoryChecks.historyComplete("x", List.of(unserved, atTenSeconds))
                        .passed())
                .isTrue();
        assertThat(HistoryChecks.historyComplete("x", List.of(unserved, later)).passed())
                .isFalse();
    }

    @Test
    void anAnswerBeforeAdmissionFails() {
        GetRecord early = new GetRecord(0, 100, 200, new Answered("a", "full", false));
        assertThat(HistoryChecks.noAnswerBeforeAdmission("a", 50, OptionalLong.of(200), List.of(early))
                        .passed())
                .isTrue();
        assertThat(HistoryChecks.noAnswerBeforeAdmission("a", 50, OptionalLong.of(201), List.of(early))
                        .passed())
                .isFalse();
        assertThat(HistoryChecks.noAnswerBeforeAdmission("b", 50, OptionalLong.of(201), List.of(early))
                        .passed())
                .isTrue();
        assertThat(HistoryChecks.noAnswerBeforeAdmission("a", 50, OptionalLong.empty(), List.of())
                        .passed())
                .isFalse();
    }

    @Test
    void fullBeforeTheWindowFails() {
        Duration window = Duration.ofSeconds(15);
        OptionalLong healthy = OptionalLong.of(0);
        assertThat(HistoryChecks.fullOnlyAfterWindow(healthy, OptionalLong.of(14_000_000_000L), window)
                        .passed())
                .isTrue();
        assertThat(HistoryChecks.fullOnlyAfterWindow(healthy, OptionalLong.of(13_999_999_999L), window)
                        .passed())
                .isFalse();
        assertThat(HistoryChecks.fullOnlyAfterWindow(healthy, OptionalLong.empty(), window)
                        .passed())
                .isFalse();
        assertThat(HistoryChecks.fullOnlyAfterWindow(OptionalLong.empty(), OptionalLong.of(1), window)
                        .passed())
                .isFalse();
    }
}
