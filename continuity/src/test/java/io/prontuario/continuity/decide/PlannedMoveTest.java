package io.prontuario.continuity.decide;

import static io.prontuario.continuity.decide.Bench.PRIMARY;
import static io.prontuario.continuity.decide.Bench.SECONDARY;
import static io.prontuario.continuity.decide.Bench.START;
import static io.prontuario.continuity.decide.WriteBench.copy;
import static io.prontuario.continuity.decide.WriteBench.demoted;
import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.DrainRequest;
import io.prontuario.continuity.model.HandledRequest;
import io.prontuario.continuity.model.HandledRequest.Outcome;
import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.PlannedChangeKind;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.WriterEpoch.Cause;
import io.prontuario.continuity.model.WriterEpoch.Phase;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of a request about the writer, and of a writer whose host is drained. */
class PlannedMoveTest {
    private final WriteBench bench = new WriteBench();

    private HandledRequest request() {
        return bench.writerEpoch.change().request();
    }

    private WriteBench drained(PlannedChangeKind kind) {
        bench.policy = bench.policy.withRequests(bench.policy
                .requests()
                .withDrain(new DrainRequest("maintenance", kind, PRIMARY, START.plusSeconds(7200))));
        bench.sites.put(PRIMARY, WriteBench.site(Health.HEALTHY, Admission.DRAINED));
        return bench;
    }

    @Test
    void aSwitchoverIsUnderwayUntilItsTargetIsTheWriter() {
        bench.asks(PlannedChangeKind.SWITCHOVER, SECONDARY).decide();
        assertThat(request().outcome()).isEqualTo(Outcome.UNDERWAY);
        assertThat(request().reason()).contains("from mac-studio-1 to mac-studio-2");
        bench.nodes.put(PRIMARY, demoted(3, 10));
        bench.decide();
        assertThat(request()).isEqualTo(HandledRequest.carriedOut("r1", "mac-studio-2 is the writer of epoch 4"));
    }

    @Test
    void aTargetThatDiesMeanwhileGivesTheEpochBackAndTheRequestHasFailed() {
        bench.asks(PlannedChangeKind.SWITCHOVER, SECONDARY).decide();
        bench.nodes.put(PRIMARY, demoted(3, 10));
        bench.nodes.put(SECONDARY, WriteBench.SILENT);
        assertThat(bench.decide().isWriter(PRIMARY)).isTrue();
        assertThat(request().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(request().reason()).contains("mac-studio-2 stopped answering", "mac-studio-1 is the writer");
        assertThat(bench.decide().phase()).as("one request, one change").isEqualTo(Phase.GRANTED);
    }

    @Test
    void aWriterThatDiesBeforeItHasHandedOverMakesItAFailover() {
        bench.asks(PlannedChangeKind.SWITCHOVER, SECONDARY).decide();
        bench.primaryLost().decide();
        assertThat(bench.writerEpoch.cause()).isEqualTo(Cause.FAILOVER);
        bench.nodes.put(SECONDARY, WriteBench.fenced(3, 10, 4));
        bench.witness = WriteBench.witness(3, 0, 10, 4);
        bench.writing = new io.prontuario.continuity.model.WritePolicy(true, Optional.empty());
        assertThat(bench.decide().isWriter(SECONDARY)).isTrue();
        assertThat(request().outcome()).as("nobody asks any more").isEqualTo(Outcome.FAILED);
        assertThat(request().reason()).contains("mac-studio-1 was lost before it had handed over");
    }

    @Test
    void aRequestThatAFailoverFulfilsIsCarriedOut() {
        bench.asks(PlannedChangeKind.SWITCHOVER, SECONDARY).decide();
        bench.primaryLost().decide();
        bench.nodes.put(SECONDARY, WriteBench.fenced(3, 10, 4));
        bench.witness = WriteBench.witness(3, 0, 10, 4);
        bench.decide();
        assertThat(request().outcome()).isEqualTo(Outcome.CARRIED_OUT);
    }

    @Test
    void theWriterLeavesADrainedHost() {
        drained(PlannedChangeKind.SWITCHOVER).decide();
        assertThat(bench.writerEpoch.phase()).isEqualTo(Phase.ENDING);
        assertThat(bench.writerEpoch.cause()).isEqualTo(Cause.SWITCHOVER);
        assertThat(bench.writerEpoch.change().target()).contains(SECONDARY);
        assertThat(request().is("maintenance")).isTrue();
        bench.nodes.put(PRIMARY, demoted(3, 10));
        assertThat(bench.decide().isWriter(SECONDARY)).isTrue();
        assertThat(request().outcome()).isEqualTo(Outcome.CARRIED_OUT);
        bench.nodes.put(SECONDARY, WriteBench.writer(4, 11, 6));
        bench.nodes.put(PRIMARY, copy(4, 11));
        assertThat(bench.decide().isWriter(SECONDARY)).isTrue();
    }

    @Test
    void whatStandsInTheWayOfALeavingWriterIsSaidAndTriedAgain() {
        bench.nodes.put(SECONDARY, copy(2, 10));
        drained(PlannedChangeKind.SWITCHOVER).decide();
        assertThat(bench.writerEpoch.isWriter(PRIMARY)).isTrue();
        assertThat(request().outcome()).isEqualTo(Outcome.UNDERWAY);
        assertThat(request().reason()).contains("mac-studio-2 does not follow the present epoch");
        assertThat(bench.blocked(SafetyRule.PLANNED_CHANGE)).isTrue();
        bench.nodes.put(SECONDARY, copy(3, 10));
        assertThat(bench.decide().phase()).isEqualTo(Phase.ENDING);
    }

    @Test
    void theWriterStaysWhereTheDrainIsATestOrIsOverOrChangesArePaused() {
        drained(PlannedChangeKind.DRILL);
        assertThat(bench.decide().phase()).isEqualTo(Phase.GRANTED);
        drained(PlannedChangeKind.SWITCHOVER);
        bench.sites.put(PRIMARY, WriteBench.site(Health.HEALTHY, Admission.ADMITTED));
        assertThat(bench.decide().phase()).as("taken back, or not begun").isEqualTo(Phase.GRANTED);
        assertThat(request()).isEqualTo(HandledRequest.none());
        drained(PlannedChangeKind.SWITCHOVER);
        var asked = bench.policy.requests().drain().orElseThrow();
        bench.policy = AutomationLimitsTest.paused(bench.policy);
        bench.policy = bench.policy.withRequests(bench.policy.requests().withDrain(asked));
        assertThat(bench.decide().phase()).isEqualTo(Phase.GRANTED);
        assertThat(bench.blocked(SafetyRule.PAUSE)).isTrue();
    }

    @Test
    void aDrainedHostIsPromotedWhenTheWriterIsLostAndNoOtherIsThere() {
        bench.sites.put(SECONDARY, WriteBench.site(Health.HEALTHY, Admission.DRAINED));
        bench.primaryLost().decide();
        bench.nodes.put(SECONDARY, WriteBench.fenced(3, 10, 4));
        bench.witness = WriteBench.witness(3, 0, 10, 4);
        assertThat(bench.decide().isWriter(SECONDARY)).isTrue();
    }
}
