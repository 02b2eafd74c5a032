package io.prontuario.continuity.decide;

import static io.prontuario.continuity.decide.Bench.PRIMARY;
import static io.prontuario.continuity.decide.Bench.SECONDARY;
import static io.prontuario.continuity.decide.WriteBench.BOTH;
import static io.prontuario.continuity.decide.WriteBench.copy;
import static io.prontuario.continuity.decide.WriteBench.demoted;
import static io.prontuario.continuity.decide.WriteBench.fenced;
import static io.prontuario.continuity.decide.WriteBench.quiet;
import static io.prontuario.continuity.decide.WriteBench.witness;
import static io.prontuario.continuity.decide.WriteBench.writer;
import static io.prontuario.continuity.model.SiteName.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.DatabaseObservation.Answer;
import io.prontuario.continuity.model.DatabaseObservation.Refused;
import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;
import io.prontuario.continuity.model.DatabaseObservation.Wal;
import io.prontuario.continuity.model.DatabaseObservation.WitnessFence;
import io.prontuario.continuity.model.DatabaseObservation.WitnessStatus;
import io.prontuario.continuity.model.DatabaseObservation.WitnessWal;
import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.PlannedChangeKind;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriteAction;
import io.prontuario.continuity.model.WritePolicy;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.model.WriterEpoch.Cause;
import io.prontuario.continuity.model.WriterEpoch.Phase;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OnSiteWriteAuthorityTest {
    private final WriteBench bench = new WriteBench();

    @Test
    void theFirstEpochGoesToThePreferredHostThatAnswersAndStandsAloneAtFirst() {
        bench.writerEpoch = WriterEpoch.vacant();
        bench.nodes.put(
                PRIMARY,
                new ReplicaStatus(new Wal(0, 0, false), new Refused(0, 0), Optional.empty(), 1).withAnswer(Answer.NO));
        bench.nodes.put(SECONDARY, copy(0, 0));
        bench.nodes.put(CLOUD, copy(0, 0));
        bench.witness = witness(0, 0, 0, 0);
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

    /** Both hosts' disks were replaced and the status is gone: only the witness has what was acknowledged last. */
    @Test
    void aRecordThatOnlyTheWitnessKnowsIsNotInventedAnew() {
        bench.writerEpoch = WriterEpoch.vacant();
        for (SiteName host : List.of(PRIMARY, SECONDARY, CLOUD)) {
            bench.nodes.put(host, copy(0, 0));
        }
        bench.witness = witness(1, 0, 10, 1);
        bench.decide();
        assertThat(bench.writerEpoch).isEqualTo(WriterEpoch.vacant());
        assertThat(bench.said(SafetyRule.TIMELINE_MATCHES))
                .contains("the witness holds WAL of epoch 1")
                .contains("empty its --witness folder");
        bench.witness = witness(1, 0, 10, 1).withAnswer(Answer.NO);
        assertThat(bench.decide()).as("what it said last counts").isEqualTo(WriterEpoch.vacant());
        bench.witness = WriteBench.silentWitness();
        assertThat(bench.decide().epoch()).isEqualTo(1);
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
        bench.primaryLost().witness =
                new WitnessStatus(new WitnessWal(3, 0, 10, true), new WitnessFence(3, false), true);
        assertThat(bench.decide().phase()).isEqualTo(Phase.GRANTED);
        bench.nodes.put(PRIMARY, ReplicaStatus.UNKNOWN);
        bench.witness = witness(3, 0, 10, 3);
        assertThat(bench.decide().phase()).as("unknown is no silence").isEqualTo(Phase.GRANTED);
    }

    @Test
    void whatTheChecksOfItsHostSayIsNotAsked() {
        for (Health health : Health.values()) {
            for (Admission admission : Admission.values()) {
                WriteBench lost = new WriteBench().primaryLost();
                lost.sites.put(PRIMARY, WriteBench.site(health, admission));
                assertThat(lost.decide().phase())
                        .as("%s, %s", health, admission)
                        .isEqualTo(Phase.ENDING);
                WriteBench writes = new WriteBench();
                writes.sites.put(PRIMARY, WriteBench.site(health, admission));
                assertThat(writes.decide().phase())
                        .as("%s, %s", health, admission)
                        .isEqualTo(Phase.GRANTED);
            }
        }
    }

    /** An agent that is dead beside a database that writes. */
    @Test
    void aSilentWriterWhoseWalArrivesAnywhereStaysAndPeopleAreToldWhy() {
        bench.primaryLost().nodes.put(SECONDARY, copy(3, 10));
        assertThat(bench.decide().phase()).isEqualTo(Phase.GRANTED);
        assertThat(bench.said(SafetyRule.WRITER_LOSS)).contains("still arrives at mac-studio-2");
        bench.witness = WriteBench.silentWitness();
        assertThat(bench.decide().phase()).as("one member's word is enough").isEqualTo(Phase.GRANTED);
        bench.primaryLost().witness = witness(3, 0, 10, 3).withAnswer(Answer.YES);
        bench.witness = new WitnessStatus(new WitnessWal(3, 0, 10, true), new WitnessFence(3, false), true);
        assertThat(bench.decide().phase()).isEqualTo(Phase.GRANTED);
        assertThat(bench.said(SafetyRule.WRITER_LOSS)).contains("still arrives at the witness");
    }

    @Test
    void aMemberThatDoesNotAnswerSaysNothingOfTheWal() {
        bench.primaryLost().nodes.put(SECONDARY, copy(3, 10).withAnswer(Answer.UNKNOWN));
        assertThat(bench.decide().cause())
                .as("lost; and who does not answer is no candidate")
                .isEqualTo(Cause.FIRST);
        assertThat(bench.blocked(SafetyRule.READ_QUORUM)).isTrue();
        bench.nodes.put(SECONDARY, quiet(3, 10));
        bench.writerEpoch = bench.writerEpoch.withSets(List.of(SyncSet.any(5, Set.of(SECONDARY))));
        bench.witness = new WitnessStatus(new WitnessWal(3, 0, 10, true), new WitnessFence(3, false), true)
                .withAnswer(Answer.NO);
        assertThat(bench.decide().phase()).isEqualTo(Phase.ENDING);
    }

    /** The operator is more likely cut off than everybody dead, and nobody could be promoted. */
    @Test
    void whereNoOtherMemberAnswersTheWriterIsNotTakenForLost() {
        bench.primaryLost().nodes.put(SECONDARY, WriteBench.SILENT);
        bench.witness = WriteBench.silentWitness();
        assertThat(bench.decide().phase()).isEqualTo(Phase.GRANTED);
        assertThat(bench.said(SafetyRule.WRITER_LOSS)).contains("no other member answers");
        bench.writerEpoch = bench.writerEpoch.ending(Cause.SWITCHOVER);
        assertThat(bench.decide().cause())
                .as("nor while a planned change ends its epoch")
                .isEqualTo(Cause.SWITCHOVER);
    }

    @Test
    void theFirstEpochWaitsForThePreferredHostUntilThatIsKnownNotToAnswer() {
        bench.writerEpoch = WriterEpoch.vacant();
        bench.nodes.put(PRIMARY, ReplicaStatus.UNKNOWN);
        bench.nodes.put(SECONDARY, copy(0, 0));
        bench.nodes.put(CLOUD, copy(0, 0));
        bench.witness = witness(0, 0, 0, 0);
        assertThat(bench.decide().phase()).isEqualTo(Phase.VACANT);
        bench.nodes.put(PRIMARY, quiet(0, 0));
        bench.sites.put(PRIMARY, WriteBench.site(Health.UNHEALTHY, Admission.NEVER));
        assertThat(bench.decide().isWriter(PRIMARY))
                .as("services that need a writer are not waited for")
                .isTrue();
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
        bench.nodes.put(SECONDARY, quiet(3, 8));
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
        bench.nodes.put(SECONDARY, quiet(2, 99));
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
        assertThat(bench.told(WriteAction.RouteWrites.class))
                .as("it takes writes until it stops")
                .isEmpty();
        bench.nodes.put(SECONDARY, fenced(3, 10, 4));
        bench.witness = witness(3, 0, 10, 4);
        assertThat(bench.decide().phase()).as("not released").isEqualTo(Phase.ENDING);
        bench.nodes.put(PRIMARY, demoted(3, 11));
        assertThat(bench.decide().phase()).as("the last write is missing").isEqualTo(Phase.ENDING);
        assertThat(bench.told(WriteAction.RouteWrites.class))
                .containsExactly(new WriteAction.RouteWrites(Optional.empty(), 3));
        bench.nodes.put(SECONDARY, copy(3, 11));
        bench.decide();
        assertThat(bench.writerEpoch.isWriter(SECONDARY)).isTrue();
        assertThat(bench.writerEpoch.cause()).isEqualTo(Cause.SWITCHOVER);
        assertThat(bench.decide().phase()).as("one request, one change").isEqualTo(Phase.GRANTED);
    }

    /** It was to stop anyway; waiting for its agent would keep every client waiting. */
    @Test
    void aPlannedChangeWhoseWriterCannotBeToldBecomesAFailoverThoughItsWalFlows() {
        bench.asks(PlannedChangeKind.SWITCHOVER, SECONDARY).decide();
        bench.nodes.put(PRIMARY, WriteBench.SILENT);
        bench.nodes.put(SECONDARY, copy(3, 10));
        assertThat(bench.decide().cause()).isEqualTo(Cause.FAILOVER);
        assertThat(bench.told(WriteAction.Fence.class)).hasSize(2);
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
