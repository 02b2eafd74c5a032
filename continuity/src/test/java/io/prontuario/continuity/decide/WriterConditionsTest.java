package io.prontuario.continuity.decide;

import static io.prontuario.continuity.decide.Bench.PRIMARY;
import static io.prontuario.continuity.decide.Bench.SECONDARY;
import static io.prontuario.continuity.model.SiteName.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.Condition;
import io.prontuario.continuity.model.Condition.Status;
import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.DatabaseObservation.Answer;
import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WritePolicy;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.model.WriterEpoch.Cause;
import io.prontuario.continuity.model.WriterEpoch.Phase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is said of the record: whether one database alone may write, and whether what it acknowledges is on a second machine. */
class WriterConditionsTest {
    private final WriteBench bench = new WriteBench();

    private DecisionContext round(Policy policy) {
        DatabaseObservation data = new DatabaseObservation(
                bench.nodes,
                bench.witness,
                bench.quorum,
                bench.otherSide,
                bench.proofs,
                bench.projectionLagging,
                bench.inbox);
        return new DecisionContext(
                SafetyRule.all(),
                policy,
                new FailoverDecider().initial(policy, Bench.START),
                new Observation(Map.of(), Map.of(), Optional.empty(), "hash", Optional.empty(), data),
                Bench.START);
    }

    private Condition safe() {
        Condition condition = WriterConditions.writerSafe(round(bench.policy), bench.right);
        assertThat(condition.type()).isEqualTo(Condition.Type.WriterSafe);
        return condition;
    }

    private void safe(Status status, String reason) {
        assertThat(safe().status()).isEqualTo(status);
        assertThat(safe().reason()).isEqualTo(reason);
    }

    private void copied(Status status, String reason) {
        Condition condition = WriterConditions.dataProtected(round(bench.policy), bench.right);
        assertThat(condition.type()).isEqualTo(Condition.Type.DataProtected);
        assertThat(condition.status()).isEqualTo(status);
        assertThat(condition.reason()).isEqualTo(reason);
    }

    private static WriterEpoch right(Phase phase, Optional<io.prontuario.continuity.model.SiteName> holder) {
        return new WriterEpoch(3, holder, phase, Cause.FIRST, Optional.empty(), List.of(WriteBench.BOTH), "");
    }

    @Test
    void whereNothingObservesTheDatabaseNothingIsClaimed() {
        bench.policy = Bench.policy(OperatorRole.ONSITE, PRIMARY, SECONDARY);
        safe(Status.Unknown, Condition.NO_WRITER_DECIDED);
        copied(Status.Unknown, "NotObserved");
    }

    @Test
    void aHolderThatWritesIsSafeAndOneThatIsSilentIsNot() {
        safe(Status.True, "Held");
        assertThat(safe().message()).contains("mac-studio-1", "epoch 3");
        bench.nodes.put(PRIMARY, WriteBench.SILENT);
        safe(Status.False, "WriterSilent");
        bench.nodes.put(PRIMARY, WriteBench.copy(3, 10));
        safe(Status.False, "WriterSilent");
        bench.nodes.put(PRIMARY, ReplicaStatus.UNKNOWN);
        safe(Status.Unknown, "WriterNotSeen");
    }

    @Test
    void whatCannotBeRecordedIsNotKnown() {
        bench.quorum = Answer.UNKNOWN;
        safe(Status.Unknown, "NothingRecorded");
        bench.quorum = Answer.NO;
        safe(Status.Unknown, "NothingRecorded");
    }

    @Test
    void beforeAnyGrantTheSiteSaysSoAndTheCloudPointsToTheSite() {
        bench.right = WriterEpoch.vacant();
        safe(Status.False, "NoWriterYet");
        bench.policy = Bench.policy(OperatorRole.CLOUD, PRIMARY, SECONDARY)
                .withWriting(new WritePolicy(true, Optional.empty()));
        safe(Status.Unknown, "TheSites");
    }

    @Test
    void whileAnEpochEndsNobodyMayWrite() {
        bench.right = right(Phase.CLOSING, Optional.of(PRIMARY));
        safe(Status.False, "EpochEnding");
        assertThat(safe().message()).contains("epoch 3 of mac-studio-1");
    }

    @Test
    void theSiteTrustsTheRecordOfTheCloudsEpochAndTheCloudLooksItself() {
        bench.right = right(Phase.HELD, Optional.of(CLOUD));
        safe(Status.True, "InTheCloud");
        bench.policy = Bench.policy(OperatorRole.CLOUD, PRIMARY, SECONDARY)
                .withWriting(new WritePolicy(true, Optional.empty()));
        safe(Status.False, "WriterSilent");
        bench.nodes.put(CLOUD, WriteBench.writer(3, 10, 0));
        safe(Status.True, "Held");
    }

    @Test
    void acknowledgedWritesAreOnASecondMachineUnlessTheSetIsEmptyChangesOrTheProjectionLags() {
        copied(Status.True, "Copied");
        bench.projectionLagging = Optional.of(true);
        copied(Status.False, "ProjectionLags");
        bench.projectionLagging = Optional.empty();
        copied(Status.Unknown, "ProjectionNotSeen");
        bench.right = bench.right.withSets(List.of(WriteBench.BOTH, SyncSet.any(5, Set.of(SECONDARY))));
        copied(Status.False, "SetChanging");
        bench.right = bench.right.withSets(List.of(SyncSet.any(5, Set.of())));
        copied(Status.False, "NoSecondCopy");
        bench.right = WriterEpoch.vacant();
        copied(Status.Unknown, "NoWriterHere");
    }

    @Test
    void theOperatorsDecisionCarriesTheWriteRightItsActionsAndItsVerdicts() {
        Bench platform = Bench.running();
        platform.with(platform.policy.withWriting(new WritePolicy(false, Optional.empty())));
        platform.rounds(1);
        assertThat(platform.condition(Condition.Type.WriterSafe).reason()).isEqualTo("NothingRecorded");
        assertThat(platform.held("WriteQuorum")).isTrue();
        DatabaseObservation seen = new DatabaseObservation(
                Map.of(PRIMARY, WriteBench.copy(0, 0)),
                bench.witness,
                Answer.YES,
                Optional.empty(),
                bench.proofs,
                Optional.of(false),
                bench.inbox);
        var decided = platform.decider.decide(
                platform.policy,
                platform.state,
                new Observation(platform.checks, platform.frontDoors, Optional.empty(), "hash", Optional.empty(), seen),
                platform.now.plusSeconds(5));
        assertThat(decided.next().writing().heldBy(PRIMARY)).isTrue();
        assertThat(decided.actions()).anyMatch(io.prontuario.continuity.model.WriteAction.Promote.class::isInstance);
    }
}
