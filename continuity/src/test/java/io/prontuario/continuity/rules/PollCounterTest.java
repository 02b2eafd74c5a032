package io.prontuario.continuity.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prontuario.continuity.model.DatabaseObservation.Answer;
import io.prontuario.continuity.model.Detection;
import io.prontuario.continuity.rules.PollCounter.Evidence;
import io.prontuario.continuity.rules.PollCounter.Result;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PollCounterTest {
    private static final Detection DETECTION = Detection.defaults();

    private Evidence evidence = Evidence.none();
    private long sequence;

    private Answer after(Result... results) {
        for (Result result : results) {
            evidence = PollCounter.count(evidence, result, ++sequence);
        }
        return PollCounter.answer(DETECTION, evidence);
    }

    @Test
    void silenceIsAFactAtTheThresholdAndNotBefore() {
        assertThat(PollCounter.answer(DETECTION, Evidence.none())).isEqualTo(Answer.UNKNOWN);
        assertThat(after(Result.FAILED)).isEqualTo(Answer.UNKNOWN);
        assertThat(after(Result.FAILED)).isEqualTo(Answer.UNKNOWN);
        assertThat(after(Result.FAILED)).isEqualTo(Answer.NO);
        assertThat(after(Result.FAILED)).isEqualTo(Answer.NO);
        assertThat(after(Result.ANSWERED)).isEqualTo(Answer.YES);
        assertThat(after(Result.FAILED, Result.FAILED)).as("counted anew").isEqualTo(Answer.UNKNOWN);
    }

    @Test
    void aPollCountsOnceWhateverTheNumberOfDecisions() {
        evidence = PollCounter.count(evidence, Result.FAILED, 7);
        for (int again = 0; again < 5; again++) {
            evidence = PollCounter.count(evidence, Result.FAILED, 7);
            evidence = PollCounter.count(evidence, Result.FAILED, 6);
        }
        assertThat(evidence.failures()).isEqualTo(1);
        assertThat(PollCounter.count(evidence, Result.ANSWERED, 7)).isEqualTo(evidence);
    }

    @Test
    void aFailureBetweenRegularPollsDoesNotReachTheThreshold() {
        assertThat(after(Result.ANSWERED, Result.FAILED_BETWEEN)).isEqualTo(Answer.UNKNOWN);
        assertThat(after(Result.FAILED_BETWEEN, Result.FAILED_BETWEEN, Result.FAILED_BETWEEN))
                .isEqualTo(Answer.UNKNOWN);
        assertThat(after(Result.FAILED, Result.FAILED, Result.FAILED)).isEqualTo(Answer.NO);
        assertThat(after(Result.FAILED_BETWEEN)).as("a fact stays").isEqualTo(Answer.NO);
    }

    @Test
    void aPollThatCouldNotBeMadeIsNoEvidence() {
        assertThat(after(Result.FAILED, Result.FAILED, Result.NOT_MADE)).isEqualTo(Answer.UNKNOWN);
        assertThat(after(Result.FAILED)).as("the run goes on").isEqualTo(Answer.NO);
        assertThat(after(Result.NOT_MADE)).as("a fact is not known for ever").isEqualTo(Answer.UNKNOWN);
        assertThat(after(Result.ANSWERED, Result.NOT_MADE)).isEqualTo(Answer.UNKNOWN);
    }

    @Test
    void timingsThatCannotWorkAreRefused() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new Detection(second, second, 3)).hasMessageContaining("detection.timeout");
        assertThatThrownBy(() -> new Detection(second, Duration.ofMillis(500), 0))
                .hasMessageContaining("detection.failureThreshold");
        assertThatThrownBy(() -> new Detection(Duration.ZERO, Duration.ZERO, 1)).hasMessageContaining("detection");
        assertThat(DETECTION.bound()).isEqualTo(Duration.ofMillis(3500));
    }
}
