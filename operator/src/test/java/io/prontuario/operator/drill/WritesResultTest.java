package io.prontuario.operator.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.crds.v1alpha1.DrillWrites;
import io.prontuario.crds.v1alpha1.DrillWrites.Counts;
import io.prontuario.ledger.FoundWrites;
import io.prontuario.ledger.Judge;
import io.prontuario.ledger.Write;
import io.prontuario.ledger.WriteOutcome;
import io.prontuario.ledger.WriteOutcome.Acknowledged;
import io.prontuario.ledger.WriteOutcome.Failed;
import io.prontuario.ledger.WriteOutcome.Unknown;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WritesResultTest {
    private static final WriteOutcome ACK = new Acknowledged(null);

    private static Write write(String key, WriteOutcome outcome, long millis) {
        long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
        return new Write(key, "sql", new Write.Times(nanos, nanos, nanos), 1, outcome);
    }

    private static DrillWrites result(List<Write> writes, Map<String, Integer> found) {
        return WritesResult.of(
                writes,
                Judge.judge(
                        writes, List.of(new FoundWrites("db", Set.of("sql"), found)), 0, TimeUnit.SECONDS.toNanos(10)),
                0);
    }

    @Test
    void everyOutcomeIsCountedOnce() {
        DrillWrites writes = result(
                List.of(
                        write("kept", ACK, 1_000),
                        write("lost", ACK, 1_500),
                        write("twice", ACK, 2_000),
                        write("refused", new Failed("no writer"), 2_100),
                        write("refused-and-there", new Failed("no writer"), 2_200),
                        write("unknown", new Unknown("silence"), 2_300),
                        write("unknown-and-there", new Unknown("silence"), 2_400)),
                Map.of("kept", 1, "twice", 2, "refused-and-there", 1, "unknown-and-there", 1));
        assertThat(writes.state()).isEqualTo(DrillWrites.State.Judged);
        assertThat(writes.counts()).isEqualTo(new Counts(3, 1, 1, 1, 3, 2, 0));
        assertThat(writes.rpo()).isEqualTo("500ms");
        assertThat(writes.longestGap()).isEqualTo("8s");
        assertThat(writes.message())
                .contains("3 writes acknowledged, 1 of them lost (500ms), 1 doubled")
                .contains("3 of unknown outcome (2 of them applied)");
    }

    @Test
    void nothingAcknowledgedIsNoJudgement() {
        DrillWrites writes = result(List.of(write("a", new Failed("no writer"), 1)), Map.of());
        assertThat(writes.state()).isEqualTo(DrillWrites.State.NotJudged);
        assertThat(writes.message()).contains("no write was acknowledged");
    }

    @Test
    void theLongestDrillWritesSlowlyEnoughToBeRemembered() {
        assertThat(DrillPace.of(Duration.ofMinutes(30)).perSecond()).isEqualTo(10);
        assertThat(DrillPace.of(Duration.ofHours(24)).perSecond()
                        * Duration.ofHours(24).toSeconds())
                .isLessThanOrEqualTo(36_000);
    }
}
