package io.prontuario.continuity.decide;

import static io.prontuario.continuity.decide.Bench.PRIMARY;
import static io.prontuario.continuity.decide.Bench.SECONDARY;
import static io.prontuario.continuity.decide.Bench.START;
import static io.prontuario.continuity.decide.WriteBench.copy;
import static io.prontuario.continuity.decide.WriteBench.demoted;
import static io.prontuario.continuity.model.SiteName.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.DatabaseObservation.Answer;
import io.prontuario.continuity.model.DatabaseObservation.PeerClusterStatus;
import io.prontuario.continuity.model.DatabaseObservation.Refused;
import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;
import io.prontuario.continuity.model.DatabaseObservation.Wal;
import io.prontuario.continuity.model.DatabaseObservation.WitnessFence;
import io.prontuario.continuity.model.DatabaseObservation.WitnessStatus;
import io.prontuario.continuity.model.DatabaseObservation.WitnessWal;
import io.prontuario.continuity.model.PlannedChangeKind;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriteAction;
import io.prontuario.continuity.model.WritePolicy;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.model.WriterEpoch.Cause;
import io.prontuario.continuity.model.WriterEpoch.Phase;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The writer on site where the cloud takes part: handed over, taken back, asked. */
class SiteAndCloudWriterTest {
    private final WriteBench bench = new WriteBench();

    @Test
    void theSiteHandsOverToTheCloudByRelease() {
        bench.asks(PlannedChangeKind.SWITCHOVER, CLOUD).decide();
        assertThat(bench.writerEpoch.cause()).isEqualTo(Cause.HAND_OVER);
        bench.nodes.put(PRIMARY, demoted(3, 10));
        bench.decide();
        assertThat(bench.writerEpoch.isWriter(CLOUD)).isTrue();
        assertThat(bench.writerEpoch.epoch()).isEqualTo(4);
        assertThat(bench.writerEpoch.activeSyncSets()).isEmpty();
        assertThat(bench.told(WriteAction.Promote.class)).isEmpty();
        assertThat(bench.told(WriteAction.Follow.class)).hasSize(2);
    }

    @Test
    void theRightComesHomeAfterReleaseWithEverythingAndTheInboxMerged() {
        bench.peer = Optional.of(new PeerClusterStatus(1003, true, false, 20));
        bench.decide();
        assertThat(bench.writerEpoch.isWriter(CLOUD)).as("known").isTrue();
        assertThat(bench.writerEpoch.epoch()).isEqualTo(1003);
        bench.nodes.put(SECONDARY, copy(1003, 20));
        bench.nodes.put(PRIMARY, copy(3, 30));
        assertThat(bench.decide().epoch()).as("not released").isEqualTo(1003);
        bench.peer = Optional.of(new PeerClusterStatus(1003, true, true, 20));
        bench.inbox = OptionalLong.of(1);
        assertThat(bench.decide().epoch()).isEqualTo(1003);
        assertThat(bench.blocked(SafetyRule.INBOX_DRAINED)).isTrue();
        bench.inbox = OptionalLong.empty();
        assertThat(bench.decide().epoch()).as("unknown is not merged").isEqualTo(1003);
        bench.inbox = OptionalLong.of(0);
        bench.nodes.put(SECONDARY, copy(1003, 19));
        assertThat(bench.decide().epoch()).as("lags").isEqualTo(1003);
        assertThat(bench.blocked(SafetyRule.CANDIDATE_CAUGHT_UP)).isTrue();
        bench.nodes.put(SECONDARY, copy(1003, 20));
        bench.decide();
        assertThat(bench.writerEpoch.isWriter(SECONDARY)).isTrue();
        assertThat(bench.writerEpoch.epoch()).isEqualTo(1004);
        assertThat(bench.writerEpoch.cause()).isEqualTo(Cause.HAND_BACK);
    }

    @Test
    void aSiteThatLostEverythingAsksTheCloudBeforeAnyoneWrites() {
        bench.nodes.put(PRIMARY, copy(3, 10));
        bench.witness = new WitnessStatus(new WitnessWal(3, 0, 10, false), new WitnessFence(3, false), false);
        bench.decide();
        assertThat(bench.writerEpoch.phase()).isEqualTo(Phase.ENDING);
        assertThat(bench.told(WriteAction.Promote.class)).isEmpty();
        bench.nodes.put(PRIMARY, demoted(3, 10));
        assertThat(bench.decide().phase()).as("the cloud says nothing").isEqualTo(Phase.ENDING);
        assertThat(bench.blocked(SafetyRule.CLOUD_EPOCH)).isTrue();
        bench.peer = Optional.of(new PeerClusterStatus(3, false, false, 0));
        assertThat(bench.decide().phase()).as("it does not know yet").isEqualTo(Phase.ENDING);
        bench.peer = Optional.of(new PeerClusterStatus(4, false, false, 0));
        assertThat(bench.decide().phase()).isEqualTo(Phase.GRANTED);
        assertThat(bench.writerEpoch.epoch()).isEqualTo(4);
    }

    /** A writer that has not begun yet, and one lost packet. */
    @Test
    void oneFailedPollOfTheWitnessIsNoBreak() {
        bench.nodes.put(PRIMARY, copy(3, 10));
        bench.witness = WriteBench.witness(3, 0, 10, 3).withAnswer(Answer.UNKNOWN);
        assertThat(bench.decide().phase()).isEqualTo(Phase.GRANTED);
        assertThat(bench.told(WriteAction.Promote.class)).hasSize(1);
        bench.witness = WriteBench.witness(3, 0, 10, 3).withAnswer(Answer.NO);
        assertThat(bench.decide().phase()).isEqualTo(Phase.ENDING);
        bench.writerEpoch = WriterEpoch.grantedTo(PRIMARY, 3, Cause.FIRST, List.of(WriteBench.BOTH));
        bench.witness = WitnessStatus.UNKNOWN;
        assertThat(bench.decide().phase())
                .as("an operator that started just now knows nothing")
                .isEqualTo(Phase.ENDING);
    }

    @Test
    void whatTheCloudKnewBeforeEverythingWasDownIsNoAnswer() {
        bench.primaryLost().decide();
        assertThat(bench.writerEpoch.phase()).isEqualTo(Phase.ENDING);
        bench.peer = Optional.of(
                new PeerClusterStatus(4, false, false, 0)); // and people may approve for 4 while all is down
        bench.witness = WriteBench.silentWitness();
        bench.nodes.put(SECONDARY, WriteBench.fenced(3, 10, 4));
        bench.nodes.put(PRIMARY, demoted(3, 10));
        assertThat(bench.decide().phase()).isEqualTo(Phase.ENDING);
        assertThat(bench.blocked(SafetyRule.CLOUD_EPOCH)).isTrue();
        assertThat(bench.told(WriteAction.RouteWrites.class))
                .as("it is asked to know of 5")
                .containsExactly(new WriteAction.RouteWrites(Optional.empty(), 4));
        bench.peer = Optional.of(new PeerClusterStatus(5, false, false, 0));
        bench.nodes.put(PRIMARY, new ReplicaStatus(new Wal(3, 10, false), new Refused(3, 3), Optional.empty(), 8));
        assertThat(bench.decide().phase()).as("it restarted since").isEqualTo(Phase.ENDING);
        assertThat(bench.told(WriteAction.RouteWrites.class))
                .containsExactly(new WriteAction.RouteWrites(Optional.empty(), 5));
        assertThat(bench.decide().phase()).isEqualTo(Phase.ENDING);
        bench.peer = Optional.of(new PeerClusterStatus(6, false, false, 0));
        assertThat(bench.decide().phase()).isEqualTo(Phase.GRANTED);
        assertThat(bench.writerEpoch.epoch()).isEqualTo(6);
        assertThat(bench.decide().phase())
                .as("its holder has not begun, and not everything was down since")
                .isEqualTo(Phase.GRANTED);
        assertThat(bench.writerEpoch.epoch()).isEqualTo(6);
        bench.nodes.put(PRIMARY, new ReplicaStatus(new Wal(3, 10, false), new Refused(3, 3), Optional.empty(), 9));
        assertThat(bench.decide().phase())
                .as("everything may have been down since")
                .isEqualTo(Phase.ENDING);
        assertThat(bench.writerEpoch.newestEnded())
                .as("and the cloud is asked anew")
                .isEqualTo(6);
    }

    @Test
    void aPlannedChangeAsksTheCloudOnlyWhenTheWriterItBeganWithHasRestarted() {
        bench.asks(PlannedChangeKind.SWITCHOVER, SECONDARY).decide();
        assertThat(bench.writerEpoch.phase()).isEqualTo(Phase.ENDING);
        bench.witness = WriteBench.silentWitness();
        WriterEpoch begun = bench.writerEpoch;
        bench.nodes.put(PRIMARY, demoted(3, 10));
        assertThat(bench.decide().isWriter(SECONDARY)).isTrue();
        bench.writerEpoch = begun;
        bench.nodes.put(PRIMARY, new ReplicaStatus(new Wal(3, 10, false), new Refused(3, 3), Optional.empty(), 8));
        bench.peer = Optional.of(new PeerClusterStatus(4, false, false, 0));
        bench.decide();
        assertThat(bench.decide().phase()).isEqualTo(Phase.ENDING);
        assertThat(bench.blocked(SafetyRule.CLOUD_EPOCH)).isTrue();
        bench.peer = Optional.of(new PeerClusterStatus(5, false, false, 0));
        assertThat(bench.decide().isWriter(SECONDARY)).isTrue();
        assertThat(bench.writerEpoch.epoch()).isEqualTo(5);
    }

    @Test
    void whereTheCloudMayNeverWriteItIsNotAsked() {
        bench.writing = new WritePolicy(false, Optional.empty());
        bench.nodes.put(PRIMARY, copy(3, 10));
        bench.witness = new WitnessStatus(new WitnessWal(3, 0, 10, false), new WitnessFence(3, false), false);
        bench.decide();
        assertThat(bench.writerEpoch.isWriter(PRIMARY)).isTrue();
        assertThat(bench.told(WriteAction.Promote.class)).hasSize(1);
    }

    @Test
    void aWitnessPromisedToTheCloudEndsTheEpochAndIsCountedAgainOnlyAboveItsPromise() {
        bench.witness = new WitnessStatus(new WitnessWal(3, 0, 10, false), new WitnessFence(1003, true), true);
        bench.decide();
        assertThat(bench.writerEpoch.phase()).isEqualTo(Phase.ENDING);
        assertThat(bench.told(WriteAction.Fence.class)).contains(new WriteAction.Fence(SyncSet.WITNESS, 4));
        bench.peer = Optional.of(new PeerClusterStatus(4, false, false, 0));
        bench.decide();
        assertThat(bench.told(WriteAction.Fence.class)).contains(new WriteAction.Fence(SyncSet.WITNESS, 1004));
        bench.nodes.put(PRIMARY, demoted(3, 10));
        bench.decide();
        assertThat(bench.writerEpoch.epoch()).isEqualTo(1004);
    }

    @Test
    void pausedASiteThatLostEverythingTellsNoDatabaseToWrite() {
        bench.policy = AutomationLimitsTest.paused(bench.policy);
        bench.nodes.put(PRIMARY, copy(3, 10));
        bench.witness = new WitnessStatus(new WitnessWal(3, 0, 10, false), new WitnessFence(3, false), false);
        assertThat(bench.decide().phase()).isEqualTo(Phase.GRANTED);
        assertThat(bench.told(WriteAction.Promote.class)).isEmpty();
        assertThat(bench.now).isEqualTo(START);
    }

    @Test
    void hearingOfTheCloudsEpochAgainChangesNothing() {
        bench.writerEpoch = bench.writerEpoch.granted(4, CLOUD, Cause.HAND_OVER, List.of());
        WriterEpoch before = bench.writerEpoch;
        bench.peer = Optional.of(new PeerClusterStatus(4, true, false, 10));
        assertThat(bench.decide()).isEqualTo(before);
    }
}
