package io.prontuario.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.testbed.load.GetRecord;
import io.prontuario.testbed.load.ReadResult;
import io.prontuario.testbed.load.ReadResult.Answered;
import io.prontuario.testbed.load.ReadResult.Failed;
import io.prontuario.testbed.load.ReadResult.FailureKind;
import io.prontuario.testbed.load.StreamRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResultEvaluatorTest {
    private static final long MS = 1_000_000;
    private static final long FAULT = 10_000 * MS;
    private final List<GetRecord> gets = new ArrayList<>();
    private final List<StreamRecord> streams = new ArrayList<>();
    private final List<StepCheck> checks = new ArrayList<>();
    private Set<String> dying = Set.of("one");
    private boolean frontDoorDies;
    private long lastFault = FAULT;
    private OptionalLong status = OptionalLong.of(FAULT + 20_000 * MS);

    private void get(long dueMillis, long tookMillis, ReadResult outcome) {
        gets.add(new GetRecord(gets.size(), FAULT + dueMillis * MS, FAULT + (dueMillis + tookMillis) * MS, outcome));
    }

    private void answer(long dueMillis, long tookMillis, String site) {
        get(dueMillis, tookMillis, new Answered(site, "full", false));
    }

    private void failure(long dueMillis, long tookMillis) {
        get(dueMillis, tookMillis, new Failed(FailureKind.BROKEN, "x"));
    }

    private void stream(long dueMillis, long tookMillis, String site, boolean complete) {
        streams.add(new StreamRecord(
                streams.size(),
                FAULT + dueMillis * MS,
                FAULT + (dueMillis + tookMillis) * MS,
                site,
                3,
                complete,
                complete ? null : "cut"));
    }

    private StepResult evaluate(Step step) {
        return ResultEvaluator.evaluate(
                step, new StepEvidence(FAULT, lastFault, gets, streams, dying, frontDoorDies, status, checks));
    }

    private void quietDeath() {
        answer(-20, 5, "one");
        answer(-10, 5, "one");
        answer(10, 500, "two");
        answer(600, 5, "two");
    }

    @Test
    void aCleanDeathIsHeld() {
        quietDeath();
        StepResult result = evaluate(Step.PRIMARY_DIES);
        assertThat(result.passed()).isTrue();
        assertThat(result.figures().requests()).isEqualTo(4);
        assertThat(result.figures().slowestMillis()).isEqualTo(500);
        assertThat(result.figures().routedMillis()).isEqualTo(510);
        assertThat(result.figures().statusMillis()).isEqualTo(20_000);
    }

    @Test
    void oneFailureIsNotHeld() {
        quietDeath();
        failure(700, 5);
        StepResult result = evaluate(Step.PRIMARY_DIES);
        assertThat(result.passed()).isFalse();
        assertThat(result.figures().failed()).isEqualTo(1);
    }

    @Test
    void noRequestAtAllIsNotHeld() {
        assertThat(evaluate(Step.PRIMARY_DIES).passed()).isFalse();
    }

    @Test
    void theLimitOfTheSlowestAnswerDoesNotDecide() {
        answer(-20, 5, "one");
        answer(10, 1000, "two");
        assertThat(evaluate(Step.PRIMARY_DIES).withinLimit()).isTrue();
        answer(20, 1001, "two");
        assertThat(evaluate(Step.PRIMARY_DIES).withinLimit()).isFalse();
        assertThat(evaluate(Step.PRIMARY_DIES).passed()).isTrue();
    }

    @Test
    void aStatusAtTheLimitPassesAndALaterOneFails() {
        quietDeath();
        status = OptionalLong.of(FAULT + 30_000 * MS);
        assertThat(evaluate(Step.PRIMARY_DIES).passed()).isTrue();
        status = OptionalLong.of(FAULT + 30_001 * MS);
        assertThat(evaluate(Step.PRIMARY_DIES).passed()).isFalse();
        status = OptionalLong.empty();
        assertThat(evaluate(Step.PRIMARY_DIES).passed()).isFalse();
        assertThat(evaluate(Step.PRIMARY_DIES).figures().statusMillis()).isNull();
    }

    @Test
    void onlyStreamsOpenOnTheDyingSiteMayBreak() {
        quietDeath();
        stream(-500, 1500, "one", false);
        assertThat(evaluate(Step.PRIMARY_DIES).passed()).isTrue();
        assertThat(evaluate(Step.PRIMARY_DIES).figures().streamsBroken()).isEqualTo(1);
        stream(-500, 1500, "two", false);
        assertThat(evaluate(Step.PRIMARY_DIES).passed()).isFalse();
    }

    @Test
    void aStreamOpenedAfterTheDeathMayNotBreak() {
        quietDeath();
        stream(1, 500, "one", false);
        assertThat(evaluate(Step.PRIMARY_DIES).passed()).isFalse();
    }

    @Test
    void whereTwoDieStreamsMayBreakUntilTheSecondDeath() {
        quietDeath();
        stream(30, 500, "one", false);
        lastFault = FAULT + 29 * MS;
        assertThat(evaluate(Step.BOTH_HOSTS_DIE).passed()).isFalse();
        lastFault = FAULT + 30 * MS;
        assertThat(evaluate(Step.BOTH_HOSTS_DIE).passed()).isTrue();
    }

    @Test
    void aStreamThatEndedBeforeTheDeathMayNotBreak() {
        quietDeath();
        stream(-900, 300, "one", false);
        assertThat(evaluate(Step.PRIMARY_DIES).passed()).isFalse();
    }

    @Test
    void aStreamStillWaitingForItsHeadersMayBreakOnlyWhenASiteDied() {
        quietDeath();
        stream(-100, 500, null, false);
        assertThat(evaluate(Step.PRIMARY_DIES).passed()).isTrue();
        dying = Set.of();
        assertThat(evaluate(Step.CLOUD_CUT).passed()).isFalse();
    }

    @Test
    void theEdgeMayFailForThreeSecondsAndNoLonger() {
        dying = Set.of();
        frontDoorDies = true;
        status = OptionalLong.empty();
        answer(-20, 5, "one");
        failure(100, 500);
        failure(3000, 5);
        answer(3100, 5, "one");
        StepResult result = evaluate(Step.EDGE_DIES);
        assertThat(result.passed()).isTrue();
        assertThat(result.figures().failed()).isEqualTo(2);
        failure(3001, 5);
        assertThat(evaluate(Step.EDGE_DIES).passed()).isFalse();
    }

    @Test
    void aRequestOpenThroughTheDyingEdgeMayFailButAnEarlierOneMayNot() {
        dying = Set.of();
        frontDoorDies = true;
        answer(3100, 5, "one");
        failure(-5, 5000);
        assertThat(evaluate(Step.EDGE_DIES).passed()).isTrue();
        failure(-500, 20);
        assertThat(evaluate(Step.EDGE_DIES).passed()).isFalse();
    }

    @Test
    void whereNoServingSiteDiedTheLongestGapIsReported() {
        dying = Set.of("two");
        answer(-20, 5, "one");
        answer(0, 40, "one");
        answer(50, 100, "one");
        answer(160, 5, "one");
        assertThat(evaluate(Step.SECONDARY_DIES).figures().routedMillis()).isEqualTo(110);
    }

    @Test
    void aFailedCheckOfTheStepFailsIt() {
        quietDeath();
        checks.add(new StepCheck("x", false, "no"));
        assertThat(evaluate(Step.PRIMARY_DIES).passed()).isFalse();
    }
}
