package io.prontuario.continuity.decide;

import static io.prontuario.continuity.decide.Bench.PRIMARY;
import static io.prontuario.continuity.decide.Bench.SECONDARY;
import static io.prontuario.continuity.model.SiteName.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.prontuario.continuity.model.Condition;
import io.prontuario.continuity.model.Condition.Status;
import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.DatabaseObservation.Answer;
import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriteAction;
import io.prontuario.continuity.model.WriteDecision;
import io.prontuario.continuity.model.WritePolicy;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.model.WriterEpoch.Cause;
import io.prontuario.continuity.model.WriterEpoch.Phase;
import io.prontuario.continuity.rules.WriteRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The writer's conditions: whether one database alone may write, and whether what it acknowledges is on a second machine. */
class WriterConditionsTest {
    private final WriteBench bench = new WriteBench();

    private Condition condition(Condition.Type type) {
        WriteDecisionContext context = new WriteDecisionContext(
                WriteRules.all(), bench.writing, bench.outcome(), bench.writerEpoch, bench.data(), Bench.START);
        return WriterConditions.of(context, bench.writerEpoch).stream()
                .filter(condition -> condition.type() == type)
                .findFirst()
                .orElseThrow();
    }

    private Condition safe() {
        return condition(Condition.Type.WriterSafe);
    }

    private void safe(Status status, String reason) {
        assertThat(safe().status()).isEqualTo(status);
        assertThat(safe().reason()).isEqualTo(reason);
    }

    private void copied(Status status, String reason) {
        Condition condition = condition(Condition.Type.DataProtected);
        assertThat(condition.status()).isEqualTo(status);
        assertThat(condition.reason()).isEqualTo(reason);
    }

    private static WriterEpoch writerEpoch(Phase phase, SiteName writer) {
        WriterEpoch granted = WriterEpoch.grantedTo(writer, 3, Cause.FIRST, List.of(WriteBench.BOTH));
        return phase == Phase.ENDING ? granted.ending(Cause.FIRST) : granted;
    }

    @Test
    void whereNoDatabaseIsObservedNothingIsClaimed() {
        assertThat(WriteAuthority.conditionsWithoutObservation())
                .extracting(Condition::type, Condition::status, Condition::reason)
                .containsExactly(
                        tuple(Condition.Type.WriterSafe, Status.Unknown, Condition.NO_WRITER_DECIDED),
                        tuple(Condition.Type.DataProtected, Status.Unknown, "NotObserved"));
    }

    @Test
    void aHolderThatWritesIsSafeAndOneThatIsSilentIsNot() {
        safe(Status.True, "OneWriter");
        assertThat(safe().message()).contains("mac-studio-1", "epoch 3");
        bench.nodes.put(PRIMARY, WriteBench.SILENT);
        safe(Status.False, "WriterSilent");
        bench.nodes.put(PRIMARY, WriteBench.copy(3, 10));
        safe(Status.False, "WriterSilent");
        bench.nodes.put(PRIMARY, ReplicaStatus.UNKNOWN);
        safe(Status.Unknown, "WriterNotChecked");
    }

    @Test
    void whatCannotBeRecordedIsNotKnown() {
        bench.quorum = Answer.UNKNOWN;
        safe(Status.Unknown, "NoQuorum");
        bench.quorum = Answer.NO;
        safe(Status.Unknown, "NoQuorum");
    }

    @Test
    void beforeAnyGrantTheSiteSaysSoAndTheCloudPointsToTheSite() {
        bench.writerEpoch = WriterEpoch.vacant();
        bench.nodes.put(PRIMARY, WriteBench.quiet(0, 0));
        safe(Status.False, "NoWriterYet");
        bench.policy = Bench.policy(OperatorRole.CLOUD, PRIMARY, SECONDARY);
        safe(Status.Unknown, "DecidedOnSite");
    }

    @Test
    void whileAnEpochEndsNoDatabaseMayWrite() {
        bench.writerEpoch = writerEpoch(Phase.ENDING, PRIMARY);
        safe(Status.False, "EpochEnding");
        assertThat(safe().message()).contains("epoch 3 of mac-studio-1");
    }

    @Test
    void theSiteTrustsTheRecordOfTheCloudsEpochAndTheCloudLooksItself() {
        bench.writerEpoch = writerEpoch(Phase.GRANTED, CLOUD);
        bench.nodes.put(PRIMARY, WriteBench.copy(3, 10));
        safe(Status.True, "WriterInCloud");
        bench.policy = Bench.policy(OperatorRole.CLOUD, PRIMARY, SECONDARY);
        safe(Status.False, "WriterSilent");
        bench.nodes.put(CLOUD, WriteBench.writer(3, 10, 0));
        safe(Status.True, "OneWriter");
    }

    @Test
    void oneFailedPollIsNoSilence() {
        bench.nodes.put(PRIMARY, WriteBench.writer(3, 10, 4).withAnswer(Answer.UNKNOWN));
        safe(Status.True, "OneWriter");
        bench.nodes.put(PRIMARY, WriteBench.writer(3, 10, 4).withAnswer(Answer.NO));
        safe(Status.False, "WriterSilent");
    }

    @Test
    void aSecondDatabaseThatTakesWritesIsNamedWithTheRemedy() {
        bench.nodes.put(SECONDARY, WriteBench.writer(2, 10, 0));
        safe(Status.False, "SecondWriter");
        assertThat(safe().message())
                .contains(
                        "mac-studio-2's database takes writes (epoch 2)", "only mac-studio-1 may, in epoch 3", "stop");
        bench.writerEpoch = writerEpoch(Phase.ENDING, PRIMARY);
        safe(Status.False, "SecondWriter");
        assertThat(safe().message()).contains("no database may now");
        bench.nodes.put(SECONDARY, WriteBench.copy(3, 10));
        bench.writerEpoch = writerEpoch(Phase.ENDING, PRIMARY);
        safe(Status.False, "EpochEnding");
    }

    @Test
    void aWriterOfANewerEpochThanStatusKnowsMustNotBeStopped() {
        bench.nodes.put(PRIMARY, WriteBench.writer(4, 10, 4));
        safe(Status.False, "StatusBehind");
        assertThat(safe().message())
                .startsWith(
                        "mac-studio-1's database writes in epoch 4, and status.data knows of mac-studio-1 in epoch 3")
                .contains("Do not stop that database");
        bench.nodes.put(PRIMARY, WriteBench.copy(3, 10));
        bench.nodes.put(SECONDARY, WriteBench.writer(3, 10, 4));
        bench.writerEpoch = WriterEpoch.vacant();
        safe(Status.False, "StatusBehind");
        assertThat(safe().message()).contains("mac-studio-2's database writes in epoch 3", "names no writer");
        bench.writerEpoch = writerEpoch(Phase.GRANTED, PRIMARY);
        safe(Status.False, "SecondWriter");
    }

    @Test
    void acknowledgedWritesAreOnASecondMachineUnlessTheSetIsEmptyOrChanges() {
        copied(Status.True, "Replicated");
        bench.writerEpoch =
                bench.writerEpoch.withSets(List.of(SyncSet.any(4, Set.of()), SyncSet.any(5, Set.of(SyncSet.WITNESS))));
        copied(Status.False, "SyncSetChanging");
        bench.writerEpoch =
                bench.writerEpoch.withSets(List.of(WriteBench.BOTH, SyncSet.any(5, WriteBench.BOTH.members())));
        copied(Status.True, "Replicated");
        bench.writerEpoch = bench.writerEpoch.withSets(List.of(SyncSet.any(5, Set.of())));
        copied(Status.False, "NoSecondCopy");
        bench.writerEpoch = WriterEpoch.vacant();
        copied(Status.Unknown, "NoWriterHere");
    }

    private String protectedMessage() {
        return condition(Condition.Type.DataProtected).message();
    }

    @Test
    void theCopyThatIsMissingOrInTroubleIsNamed() {
        bench.nodes.put(SECONDARY, WriteBench.copy(3, 10).withAnswer(Answer.UNKNOWN));
        copied(Status.True, "Replicated");
        bench.nodes.put(SECONDARY, WriteBench.SILENT);
        copied(Status.False, "CopyMissing");
        assertThat(protectedMessage())
                .contains("mac-studio-2's copy does not answer")
                .doesNotContain("witness");
        bench.nodes.put(SECONDARY, WriteBench.copy(3, 10).withProblem("its disk is 93 % full"));
        copied(Status.False, "CopyMissing");
        assertThat(protectedMessage()).contains("mac-studio-2's copy reports: its disk is 93 % full");
        bench.nodes.put(SECONDARY, WriteBench.copy(3, 10));
        bench.witness = WriteBench.silentWitness();
        assertThat(protectedMessage()).contains("the witness does not answer");
        bench.witness = WriteBench.witness(3, 0, 10, 3).withProblem("no room");
        assertThat(protectedMessage()).contains("the witness reports: no room");
        bench.writerEpoch = bench.writerEpoch.withSets(List.of(SyncSet.any(5, Set.of(SECONDARY))));
        bench.witness = WriteBench.witness(2, 0, 10, 2);
        assertThat(protectedMessage()).contains("the witness does not follow epoch 3 yet");
        bench.witness = WriteBench.witness(3, 0, 10, 3);
        assertThat(protectedMessage()).contains("the witness has not joined the synchronous set");
        bench.witness = io.prontuario.continuity.model.DatabaseObservation.WitnessStatus.UNKNOWN;
        assertThat(protectedMessage()).contains("the witness was not polled yet");
        bench.writing = new WritePolicy(true, false, Optional.empty());
        copied(Status.True, "Replicated");
        bench.writerEpoch = bench.writerEpoch.withSets(List.of(WriteBench.BOTH));
        bench.nodes.put(PRIMARY, WriteBench.writer(3, 10, 4).withProblem("its disk is 95 % full"));
        assertThat(protectedMessage()).contains("mac-studio-1: its disk is 95 % full");
    }

    @Test
    void theProjectionHasAConditionOfItsOwnWhereThereIsACloud() {
        for (Optional<Boolean> lags : List.of(Optional.of(false), Optional.of(true), Optional.<Boolean>empty())) {
            bench.projectionLagging = lags;
            copied(Status.True, "Replicated");
        }
        assertThat(condition(Condition.Type.ProjectionCurrent))
                .extracting(Condition::status, Condition::reason)
                .containsExactly(Status.Unknown, "NotReported");
        bench.projectionLagging = Optional.of(true);
        assertThat(condition(Condition.Type.ProjectionCurrent))
                .extracting(Condition::status, Condition::reason)
                .containsExactly(Status.False, "ProjectionLagging");
        bench.projectionLagging = Optional.of(false);
        assertThat(condition(Condition.Type.ProjectionCurrent).status()).isEqualTo(Status.True);
        bench.policy = Bench.policy(OperatorRole.CLOUD, PRIMARY, SECONDARY);
        assertThat(WriterConditions.of(
                        new WriteDecisionContext(
                                WriteRules.all(),
                                bench.writing,
                                bench.outcome(),
                                bench.writerEpoch,
                                bench.data(),
                                Bench.START),
                        bench.writerEpoch))
                .hasSize(2);
    }

    @Test
    void theWriteAuthorityIsToldTheOutcomeOfTheFailoverDecision() {
        Bench platform = Bench.running();
        DatabaseObservation data = new DatabaseObservation(
                Map.of(PRIMARY, WriteBench.copy(0, 0)),
                WriteBench.witness(0, 0, 0, 0),
                Answer.YES,
                Optional.empty(),
                bench.proofs,
                Optional.of(false),
                bench.inbox);
        WriteDecision decided = new WriteAuthority()
                .decide(bench.writing, platform.last.outcome(), WriterEpoch.vacant(), data, platform.now);
        assertThat(decided.next().isWriter(PRIMARY)).isTrue();
        assertThat(decided.actions()).anyMatch(WriteAction.Promote.class::isInstance);
        assertThat(decided.conditions()).hasSize(3);
        WriteDecision unknown = new WriteAuthority()
                .decide(
                        bench.writing,
                        platform.last.outcome(),
                        WriterEpoch.vacant(),
                        DatabaseObservation.nothing(),
                        platform.now);
        assertThat(unknown.next()).isEqualTo(WriterEpoch.vacant());
        assertThat(unknown.actions()).isEmpty();
        assertThat(unknown.verdicts())
                .extracting(io.prontuario.continuity.model.Decision.Verdict::rule)
                .containsExactly(SafetyRule.WRITE_QUORUM);
    }
}
