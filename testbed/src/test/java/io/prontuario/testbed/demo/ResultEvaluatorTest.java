package io.prontuario.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.testbed.load.GetRecord;
import io.prontuario.testbed.load.Outcome;
import io.prontuario.testbed.load.Outcome.Answered;
import io.prontuario.testbed.load.Outcome.Failed;
import io.prontuario.testbed.load.Outcome.FailureKind;
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
    private final List<Check> checks = new ArrayList<>();
    private Set<String> dying = Set.of("one");
    private boolean frontDoorDies;
    private long lastFault = FAULT;
    private OptionalLong status = OptionalLong.of(FAULT + 20_000 * MS);

    private void get(long dueMillis, long tookMillis, Outcome outcome) {
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

    private StepResult judge(Step step) {
        return ResultEvaluator.judge(
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
        StepResult result = judge(Step.PRIMARY_DIES);
        assertThat(result.held()).isTrue();
        assertThat(result.requests()).isEqualTo(4);
        assertThat(result.slowestMillis()).isEqualTo(500);
        assertThat(result.routedMillis()).isEqualTo(510);
        assertThat(result.statusMillis()).isEqualTo(20_000);
    }

    @Test
    void oneFailureIsNotHeld() {
        quietDeath();
        failure(700, 5);
        StepResult result = judge(Step.PRIMARY_DIES);
        assertThat(result.held()).isFalse();
        assertThat(result.failed()).isEqualTo(1);
    }

    @Test
    void noRequestAtAllIsNotHeld() {
        assertThat(judge(Step.PRIMARY_DIES).held()).isFalse();
    }

    @Test
    void theSlowestBarIsShownButNotPartOfHeld() {
        answer(-20, 5, "one");
        answer(10, 1000, "two");
        assertThat(judge(Step.PRIMARY_DIES).withinBar()).isTrue();
        answer(20, 1001, "two");
        assertThat(judge(Step.PRIMARY_DIES).withinBar()).isFalse();
        assertThat(judge(Step.PRIMARY_DIES).held()).isTrue();
    }

    @Test
    void aStatusAtTheBarIsHeldAndOneLaterIsNot() {
        quietDeath();
        status = OptionalLong.of(FAULT + 30_000 * MS);
        assertThat(judge(Step.PRIMARY_DIES).held()).isTrue();
        status = OptionalLong.of(FAULT + 30_001 * MS);
        assertThat(judge(Step.PRIMARY_DIES).held()).isFalse();
        status = OptionalLong.empty();
        assertThat(judge(Step.PRIMARY_DIES).held()).isFalse();
        assertThat(judge(Step.PRIMARY_DIES).statusMillis()).isNull();
    }

    @Test
    void onlyStreamsOpenOnTheDyingSiteMayBreak() {
        quietDeath();
        stream(-500, 1500, "one", false);
        assertThat(judge(Step.PRIMARY_DIES).held()).isTrue();
        assertThat(judge(Step.PRIMARY_DIES).streamsBroken()).isEqualTo(1);
        stream(-500, 1500, "two", false);
        assertThat(judge(Step.PRIMARY_DIES).held()).isFalse();
    }

    @Test
    void aStreamOpenedAfterTheDeathMayNotBreak() {
        quietDeath();
        stream(1, 500, "one", false);
        assertThat(judge(Step.PRIMARY_DIES).held()).isFalse();
    }

    @Test
    void whereTwoDieStreamsMayBreakUntilTheSecondDeath() {
        quietDeath();
        stream(30, 500, "one", false);
        lastFault = FAULT + 29 * MS;
        assertThat(judge(Step.BOTH_HOSTS_DIE).held()).isFalse();
        lastFault = FAULT + 30 * MS;
        assertThat(judge(Step.BOTH_HOSTS_DIE).held()).isTrue();
    }

    @Test
    void aStreamThatEndedBeforeTheDeathMayNotBreak() {
        quietDeath();
        stream(-900, 300, "one", false);
        assertThat(judge(Step.PRIMARY_DIES).held()).isFalse();
    }

    @Test
    void aStreamStillWaitingForItsHeadersMayBreakOnlyWhenASiteDied() {
        quietDeath();
        stream(-100, 500, null, false);
        assertThat(judge(Step.PRIMARY_DIES).held()).isTrue();
        dying = Set.of();
        assertThat(judge(Step.CLOUD_CUT).held()).isFalse();
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
        StepResult result = judge(Step.EDGE_DIES);
        assertThat(result.held()).isTrue();
        assertThat(result.failed()).isEqualTo(2);
        failure(3001, 5);
        assertThat(judge(Step.EDGE_DIES).held()).isFalse();
    }

    @Test
    void aRequestOpenThroughTheDyingEdgeMayFailButAnEarlierOneMayNot() {
        dying = Set.of();
        frontDoorDies = true;
        answer(3100, 5, "one");
        failure(-5, 5000);
        assertThat(judge(Step.EDGE_DIES).held()).isTrue();
        failure(-500, 20);
        assertThat(judge(Step.EDGE_DIES).held()).isFalse();
    }

    @Test
    void whereNoServingSiteDiedTheLongestGapIsReported() {
        dying = Set.of("two");
        answer(-20, 5, "one");
        answer(0, 40, "one");
        answer(50, 100, "one");
        answer(160, 5, "one");
        assertThat(judge(Step.SECONDARY_DIES).routedMillis()).isEqualTo(110);
    }

    @Test
    void aStepsOwnConditionDecidesToo() {
        quietDeath();
        checks.add(new Check("x", false, "no"));
        assertThat(judge(Step.PRIMARY_DIES).held()).isFalse();
    }
}
