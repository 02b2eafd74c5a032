package io.prontuario.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.ledger.Judgement.Finding;
import io.prontuario.ledger.Judgement.UnknownWrite;
import io.prontuario.ledger.WriteOutcome.Acknowledged;
import io.prontuario.ledger.WriteOutcome.Failed;
import io.prontuario.ledger.WriteOutcome.Unknown;
import io.prontuario.ledger.WriteOutcome.Writer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final WriteOutcome ACK = new Acknowledged(null);
    private static final WriteOutcome UNKNOWN = new Unknown("silence");
    private static final WriteOutcome FAILED = new Failed("refused");

    private static Write write(String key, WriteOutcome outcome, long millis) {
        long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
        return new Write(key, "note", new Write.Times(nanos - 1000, nanos - 500, nanos), 1, outcome);
    }

    private static WriteOutcome on(long timeline) {
        return new Acknowledged(new Writer("10.0.0." + timeline, timeline));
    }

    private static FoundWrites found(String source, Map<String, Integer> byKey) {
        return new FoundWrites(source, Set.of("note"), byKey);
    }

    private static Judgement judge(List<Write> writes, FoundWrites... found) {
        return Judge.judge(writes, List.of(found), 0, TimeUnit.SECONDS.toNanos(10));
    }

    @Test
    void whatWasAcknowledgedAndIsThereOnceIsClean() {
        Judgement judged =
                judge(List.of(write("a", ACK, 10), write("b", ACK, 20)), found("db", Map.of("a", 1, "b", 1)));
        assertThat(judged.clean()).isTrue();
        assertThat(judged.counts()).isEqualTo(new Judgement.Counts(2, 2, 0, 0, 0));
    }

    @Test
    void whatWasAcknowledgedAndIsNotThereIsLost() {
        Judgement judged = judge(List.of(write("a", ACK, 10), write("b", ACK, 20)), found("db", Map.of("b", 1)));
        assertThat(judged.lost()).extracting(Finding::key).containsExactly("a");
        assertThat(judged.clean()).isFalse();
    }

    @Test
    void everyWayOfReadingMustShowAnAcknowledgedWrite() {
        Judgement judged = judge(List.of(write("a", ACK, 10)), found("db", Map.of("a", 1)), found("the api", Map.of()));
        assertThat(judged.lost()).singleElement().satisfies(lost -> assertThat(lost.detail())
                .contains("the api"));
    }

    @Test
    void aSourceThatCannotSeeAKindSaysNothingAboutIt() {
        Judgement judged = judge(
                List.of(write("a", ACK, 10)),
                found("db", Map.of("a", 1)),
                new FoundWrites("the api", Set.of("encounter"), Map.of()));
        assertThat(judged.clean()).isTrue();
    }

    @Test
    void whatIsThereTwiceIsDoubledHoweverItEndedForItsClient() {
        Judgement judged = judge(
                List.of(write("a", ACK, 10), write("b", UNKNOWN, 20), write("c", FAILED, 30)),
                found("db", Map.of("a", 2, "b", 2, "c", 2)));
        assertThat(judged.doubled()).extracting(Finding::key).containsExactly("a", "b", "c");
        assertThat(judged.lost()).isEmpty();
        assertThat(judged.clean()).isFalse();
    }

    @Test
    void theRecordTellsWhatBecameOfAnUnknownWrite() {
        Judgement judged =
                judge(List.of(write("a", UNKNOWN, 10), write("b", UNKNOWN, 20)), found("db", Map.of("a", 1)));
        assertThat(judged.unknown())
                .containsExactly(
                        new UnknownWrite("a", "note", "silence", true),
                        new UnknownWrite("b", "note", "silence", false));
        assertThat(judged.clean()).isTrue();
    }

    @Test
    void aRefusedWriteThatIsThereIsReportedAndNotLost() {
        Judgement judged = judge(List.of(write("a", FAILED, 10)), found("db", Map.of("a", 1)));
        assertThat(judged.refusedButApplied()).extracting(Finding::key).containsExactly("a");
        assertThat(judged.clean()).isTrue();
    }

    @Test
    void anAcknowledgementOfAnOldTimelineAfterTheFirstOfANewOneIsASecondWriter() {
        Judgement judged = judge(
                List.of(write("a", on(1), 10), write("b", on(2), 20), write("c", on(1), 30), write("d", on(2), 40)),
                found("db", Map.of("a", 1, "b", 1, "c", 1, "d", 1)));
        assertThat(judged.oldWriter()).extracting(Finding::key).containsExactly("c");
        assertThat(judged.clean()).isFalse();
    }

    @Test
    void acknowledgementsAreOrderedByTheirTimeNotByTheirPlace() {
        Judgement judged =
                judge(List.of(write("b", on(2), 20), write("a", on(1), 10)), found("db", Map.of("a", 1, "b", 1)));
        assertThat(judged.oldWriter()).isEmpty();
    }

    @Test
    void theGapIsTheLongestTimeWithoutAnAcknowledgement() {
        Judgement judged = judge(
                List.of(
                        write("a", ACK, 1_000),
                        write("x", FAILED, 2_500),
                        write("y", UNKNOWN, 3_000),
                        write("b", ACK, 5_000),
                        write("c", ACK, 9_000)),
                found("db", Map.of("a", 1, "b", 1, "c", 1)));
        assertThat(judged.gap()).isEqualTo(new Judgement.Gap(4_000, 1_000));
    }

    @Test
    void aGapThatHasNotEndedCounts() {
        Judgement judged = judge(List.of(write("a", ACK, 1_000)), found("db", Map.of("a", 1)));
        assertThat(judged.gap()).isEqualTo(new Judgement.Gap(9_000, 1_000));
        assertThat(judge(List.of()).gap()).isEqualTo(new Judgement.Gap(10_000, 0));
    }

    @Test
    void theLostPeriodBeginsWithTheLastWriteThatWasKept() {
        List<Write> writes = List.of(
                write("a", ACK, 1_000),
                write("b", ACK, 2_000),
                write("x", UNKNOWN, 2_500),
                write("c", ACK, 3_000),
                write("d", ACK, 4_000),
                write("e", ACK, 5_000));
        assertThat(lostPeriod(writes, Map.of("a", 1, "b", 1, "c", 1, "d", 1, "e", 1)))
                .isZero();
        assertThat(lostPeriod(writes, Map.of("a", 1, "b", 1, "e", 1))).hasSeconds(2);
        // What lies between two losses is lost for a user who waits for the newest.
        assertThat(lostPeriod(writes, Map.of("a", 1, "c", 1, "e", 1))).hasSeconds(3);
        assertThat(lostPeriod(writes, Map.of())).hasSeconds(5);
    }

    private static Duration lostPeriod(List<Write> writes, Map<String, Integer> byKey) {
        return LostPeriod.of(writes, judge(writes, found("db", byKey)), 0);
    }
}
