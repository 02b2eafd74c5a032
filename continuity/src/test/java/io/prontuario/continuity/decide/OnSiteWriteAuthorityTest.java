package io.prontuario.continuity.decide;

import static io.prontuario.continuity.decide.Bench.PRIMARY;
import static io.prontuario.continuity.decide.Bench.SECONDARY;
import static io.prontuario.continuity.decide.WriteBench.BOTH;
import static io.prontuario.continuity.decide.WriteBench.copy;
import static io.prontuario.continuity.decide.WriteBench.demoted;
import static io.prontuario.continuity.decide.WriteBench.fenced;
import static io.prontuario.continuity.decide.WriteBench.witness;
import static io.prontuario.continuity.decide.WriteBench.writer;
import static io.prontuario.continuity.model.SiteName.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.DatabaseObservation.Answer;
import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;
import io.prontuario.continuity.model.DatabaseObservation.WitnessStatus;
import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.PlannedChangeKind;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriteAction;
import io.prontuario.continuity.model.WritePolicy;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.model.WriterEpoch.Cause;
import io.prontuario.continuity.model.WriterEpoch.Phase;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OnSiteWriteAuthorityTest {
    private final WriteBench bench = new WriteBench();

    @Test
    void theFirstEpochGoesToThePreferredHostThatAnswersAndStandsAloneAtFirst() {
        bench.writerEpoch = WriterEpoch.vacant();
        bench.nodes.put(PRIMARY, new ReplicaStatus(Answer.NO, 0, 0, 0, 0, OptionalLong.empty(), 0, 1));
        bench.nodes.put(SECONDARY, copy(0, 0));
        bench.nodes.put(CLOUD, copy(0, 0));
        bench.decide();
        assertThat(bench.writerEpoch.isWriter(SECONDARY)).isTrue();
        assertThat(bench.writerEpoch.epoch()).isEqualTo(1);
        assertThat(bench.told(WriteAction.Promote.class))
                .containsExactly(new WriteAction.Promote(SECONDARY, 1, new SyncSet(1, Set.of(), 0), 7));
    }

    @Test
    void aRecordThatWasLostIsNotInventedAnew() {
        bench.writerEpoch = WriterEpoch.vacant();
        bench.decide();
        assertThat(bench.writerEpoch).isEqualTo(WriterEpoch.vacant());
        assertThat(bench.blocked(SafetyRule.TIMELINE_MATCHES)).isTrue();
        assertThat(bench.last.actions()).isEmpty();
    }

    @Test
    void aHolderIsToldEveryRoundAndOthersFollow() {
        bench.decide();
        assertThat(bench.last.actions())
                .containsExactly(
                        new WriteAction.Promote(PRIMARY, 3, BOTH, 7),
                        new WriteAction.Follow(SyncSet.WITNESS, 3, PRIMARY),
                        new WriteAction.Follow(SECONDARY, 3, PRIMARY),
                        new WriteAction.RouteWrites(Optional.of(PRIMARY), 3));
    }

    @Test
    void withoutAQuorumNothingChangesAndNoOrderIsSent() {
        bench.primaryLost().quorum = Answer.UNKNOWN;
        WriterEpoch before = bench.writerEpoch;
        assertThat(bench.decide()).isEqualTo(before);
        assertThat(bench.last.actions()).isEmpty();
        assertThat(bench.blocked(SafetyRule.WRITE_QUORUM)).isTrue();
    }

    @Test
    void aLostWriterIsFencedOutAndNoDatabaseMayWriteMeanwhile() {
        bench.primaryLost().decide();
        assertThat(bench.writerEpoch.phase()).isEqualTo(Phase.ENDING);
        assertThat(bench.writerEpoch.cause()).isEqualTo(Cause.FAILOVER);
        assertThat(bench.writerEpoch.epoch()).isEqualTo(3);
        assertThat(bench.last.actions())
                .containsExactly(
                        new WriteAction.RouteWrites(Optional.empty(), 3),
                        new WriteAction.Demote(PRIMARY, 3),
                        new WriteAction.PowerOff(PRIMARY, 3),
                        new WriteAction.Fence(SyncSet.WITNESS, 4),
                        new WriteAction.Fence(SECONDARY, 4),
                        new WriteAction.CatchUp(SECONDARY, 4));
    }

    @Test
    void aHolderThatAnswersOrStreamsIsNotLost() {
        bench.primaryLost();
        bench.nodes.put(PRIMARY, writer(3, 10, 4));
        assertThat(bench.decide().phase()).isEqualTo(Phase.GRANTED);
        bench.primaryLost().witness = new WitnessStatus(Answer.YES, 3, 0, 10, 3, false, true, true);
        assertThat(bench.decide().phase()).isEqualTo(Phase.GRANTED);
        bench.nodes.put(PRIMARY, ReplicaStatus.UNKNOWN);
        bench.witness = witness(3, 0, 10, 3);
        assertThat(bench.decide().phase()).as("unknown is no silence").isEqualTo(Phase.GRANTED);
    }

    /** No decision says that a host has failed to which no request is routed; its database may write all the same. */
    @Test
    void aHolderThatDiesWhileItIsWatchedAfterARestartIsLost() {
        bench.primaryLost().sites.put(PRIMARY, WriteBench.site(Health.UNHEALTHY, Admission.REBOOTED));
        assertThat(bench.decide().phase()).isEqualTo(Phase.ENDING);
    }

    @Test
    void aHolderThatIsStillRoutedToOrNotYetUnhealthyIsNotLost() {
        bench.primaryLost().sites.put(PRIMARY, WriteBench.site(Health.UNHEALTHY, Admission.ADMITTED));
        assertThat(bench.decide().phase()).isEqualTo(Phase.GRANTED);
        bench.sites.put(PRIMARY, WriteBench.site(Health.UNKNOWN, Admission.REBOOTED));
        assertThat(bench.decide().phase()).isEqualTo(Phase.GRANTED);
    }

    @Test
    void theNextEpochIsGrantedOnlyWhenBothAreSealedAndTheCandidateHasAll() {
        bench.primaryLost().decide();
        bench.nodes.put(SECONDARY, fenced(3, 9, 4));
        bench.witness = witness(3, 0, 10, 3);
        assertThat(bench.decide().phase()).as("the witness is not fenced").isEqualTo(Phase.ENDING);
        bench.witness = witness(3, 0, 10, 4);
        assertThat(bench.decide().phase()).as("not drained").isEqualTo(Phase.ENDING);
        assertThat(bench.blocked(SafetyRule.CANDIDATE_CAUGHT_UP)).isTrue();
        bench.nodes.put(SECONDARY, fenced(3, 10, 3));
        assertThat(bench.decide().phase()).as("the candidate is not fenced").isEqualTo(Phase.ENDING);
        bench.nodes.put(SECONDARY, fenced(3, 10, 4));
        bench.decide();
        assertThat(bench.writerEpoch.isWriter(SECONDARY)).isTrue();
        assertThat(bench.writerEpoch.epoch()).isEqualTo(4);
        assertThat(bench.writerEpoch.activeSyncSets())
                .as("until the witness has what the new writer brings, no member follows it")
                .containsExactly(new SyncSet(5, Set.of(), 0), new SyncSet(6, Set.of(SyncSet.WITNESS), 1));
    }

    @Test
    void aWitnessWithAGapIsNotCountedAndNoEpochEndsWithoutASuccessor() {
        bench.primaryLost();
        bench.nodes.put(SECONDARY, copy(3, 8));
        bench.witness = witness(3, 9, 10, 3);
        assertThat(bench.decide().phase()).isEqualTo(Phase.GRANTED);
        assertThat(bench.blocked(SafetyRule.READ_QUORUM)).isTrue();
        bench.writerEpoch = WriterEpoch.grantedTo(PRIMARY, 3, Cause.FIRST, List.of(BOTH));
        bench.witness = witness(3, 8, 10, 3);
        assertThat(bench.decide().phase()).as("it begins where the copy ends").isEqualTo(Phase.ENDING);
    }

    @Test
    void aWriterThatStoodAloneIsNeverReplacedAndThatIsSaid() {
        bench.primaryLost();
        bench.writerEpoch = bench.writerEpoch.withSets(List.of(SyncSet.any(5, Set.of())));
        bench.decide();
        assertThat(bench.writerEpoch.isWriter(PRIMARY)).isTrue();
        assertThat(bench.blocked(SafetyRule.READ_QUORUM)).isTrue();
    }

    @Test
    void everySetInForceHasToBeSatisfied() {
        bench.primaryLost();
        bench.witness = WriteBench.silentWitness();
        bench.writing = new WritePolicy(false, Optional.empty());
        SyncSet copyOnly = new SyncSet(5, Set.of(SECONDARY), 1);
        bench.writerEpoch = bench.writerEpoch.withSets(List.of(BOTH, copyOnly));
        assertThat(bench.decide().phase()).isEqualTo(Phase.GRANTED);
        bench.writerEpoch = bench.writerEpoch.withSets(List.of(copyOnly));
        assertThat(bench.decide().phase()).isEqualTo(Phase.ENDING);
    }

    @Test
    void aCopyOfAnOlderEpochIsNoCandidate() {
        bench.primaryLost();
        bench.nodes.put(SECONDARY, copy(2, 99));
        bench.decide();
        assertThat(bench.writerEpoch.isWriter(PRIMARY)).isTrue();
    }

    @Test
    void anOldHolderThatComesBackWhileItsEpochEndsLetsGoAndMayBeGrantedTheNext() {
        bench.primaryLost().decide();
        bench.nodes.put(SECONDARY, WriteBench.SILENT);
        bench.nodes.put(PRIMARY, copy(3, 10));
        assertThat(bench.decide().phase()).isEqualTo(Phase.ENDING);
        bench.nodes.put(PRIMARY, demoted(3, 10));
        bench.decide();
        assertThat(bench.writerEpoch.isWriter(PRIMARY)).isTrue();
        assertThat(bench.writerEpoch.epoch()).isEqualTo(4);
    }

    @Test
    void pausedOrManualTheWriterStays() {
        bench.primaryLost();
        Policy automatic = bench.policy;
        bench.policy = AutomationLimitsTest.paused(automatic);
        assertThat(bench.decide().phase()).isEqualTo(Phase.GRANTED);
        assertThat(bench.blocked(SafetyRule.PAUSE)).isTrue();
        bench.policy = AutomationLimitsTest.manual(automatic);
        assertThat(bench.decide().phase()).isEqualTo(Phase.GRANTED);
        assertThat(bench.blocked(SafetyRule.MANUAL_MODE)).isTrue();
    }

    @Test
    void aSwitchoverWaitsUntilTheWriterIsDemotedAndFencesNoMember() {
        bench.asks(PlannedChangeKind.SWITCHOVER, SECONDARY).decide();
        assertThat(bench.writerEpoch.phase()).isEqualTo(Phase.ENDING);
        assertThat(bench.writerEpoch.cause()).isEqualTo(Cause.SWITCHOVER);
        assertThat(bench.told(WriteAction.Fence.class)).isEmpty();
        assertThat(bench.told(WriteAction.PowerOff.class)).isEmpty();
        assertThat(bench.told(WriteAction.Demote.class)).hasSize(1);
        bench.nodes.put(SECONDARY, fenced(3, 10, 4));
        bench.witness = witness(3, 0, 10, 4);
        assertThat(bench.decide().phase()).as("not released").isEqualTo(Phase.ENDING);
        bench.nodes.put(PRIMARY, demoted(3, 11));
        assertThat(bench.decide().phase()).as("the last write is missing").isEqualTo(Phase.ENDING);
        bench.nodes.put(SECONDARY, copy(3, 11));
        bench.decide();
        assertThat(bench.writerEpoch.isWriter(SECONDARY)).isTrue();
        assertThat(bench.writerEpoch.cause()).isEqualTo(Cause.SWITCHOVER);
        assertThat(bench.decide().phase()).as("one request, one change").isEqualTo(Phase.GRANTED);
    }

    @Test
    void aPlannedChangeWhoseHolderDiesBecomesAFailover() {
        bench.asks(PlannedChangeKind.DRILL, SECONDARY).decide();
        assertThat(bench.writerEpoch.cause()).isEqualTo(Cause.DRILL);
        bench.primaryLost().decide();
        assertThat(bench.writerEpoch.cause()).isEqualTo(Cause.FAILOVER);
        assertThat(bench.writerEpoch.change().target()).isEmpty();
        assertThat(bench.told(WriteAction.Fence.class)).hasSize(2);
    }
}
