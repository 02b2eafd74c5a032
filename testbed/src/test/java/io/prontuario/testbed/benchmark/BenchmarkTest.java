package io.prontuario.testbed.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.testbed.load.GetRecord;
import io.prontuario.testbed.load.ReadResult.Answered;
import io.prontuario.testbed.load.ReadResult.Failed;
import io.prontuario.testbed.load.ReadResult.FailureKind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchmarkTest {
    private static final long MS = 1_000_000;

    private static GetRecord answer(long due, long end) {
        return new GetRecord(0, due * MS, end * MS, new Answered("a", "full", false));
    }

    private static GetRecord failure(long due, long end) {
        return new GetRecord(0, due * MS, end * MS, new Failed(FailureKind.TIMEOUT, null));
    }

    @Test
    void anOutageIsTheLongestTimeWithoutAnAnswerAfterTheFault() {
        Measurement measure = Measurement.of(
                "x",
                "s",
                1,
                1000 * MS,
                List.of(answer(0, 500), answer(990, 1010), failure(1100, 6100), answer(6200, 6210)));
        assertThat(measure.outageMillis()).isEqualTo(5200);
        assertThat(measure.failed()).isEqualTo(1);
        assertThat(measure.slowestMillis()).isEqualTo(500);
    }

    @Test
    void anOutageThatHasNotEndedCountsToTheEnd() {
        Measurement measure = Measurement.of("x", "s", 1, 1000 * MS, List.of(answer(990, 1010), failure(1100, 6100)));
        assertThat(measure.outageMillis()).isEqualTo(5090);
    }

    @Test
    void tableAndPlotNameEverySystemAndStep() {
        List<Measurement> measures = List.of(
                new Measurement(FailoverBenchmark.PRONTUARIO, "primary-dies", 1, 100, 0, 400, 300, 15_000),
                new Measurement(FailoverBenchmark.PRONTUARIO, "primary-dies", 2, 100, 0, 600, 350, 16_000),
                new Measurement(FailoverBenchmark.PRONTUARIO, "primary-dies", 3, 100, 1, 500, 320, 14_000),
                new Measurement("HAProxy 5 s / 2 s / 3", "primary-dies", 1, 100, 60, 900, 26_000, -1));
        assertThat(BenchmarkFiles.table(measures))
                .containsPattern("Prontuário +primary-dies +3 +300 +1 +500 ms +600 ms +1000 ms +350 ms +16000 ms")
                .containsPattern("HAProxy 5 s / 2 s / 3 +primary-dies +1 +100 +60 +900 ms +900 ms +- +26000 ms +-");
        assertThat(BenchmarkPlot.svg(measures))
                .startsWith("<svg")
                .contains("26000 ms, 60 of 100 failed")
                .endsWith("</svg>\n");
    }

    @Test
    void theBaselineUsesFiveTwoThree() {
        assertThat(BaselineHaproxy.configuration(Path.of("/x.pem")))
                .contains("inter 5s fall 3", "timeout check 2s", "mac-studio-2 10.200.0.12:30080 check backup");
    }
}
