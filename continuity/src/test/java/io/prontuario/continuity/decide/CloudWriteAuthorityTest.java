package io.prontuario.continuity.decide;

import static io.prontuario.continuity.decide.Bench.PRIMARY;
import static io.prontuario.continuity.decide.Bench.SECONDARY;
import static io.prontuario.continuity.decide.WriteBench.copy;
import static io.prontuario.continuity.model.SiteName.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.CloudRole;
import io.prontuario.continuity.model.DatabaseObservation.Approval;
import io.prontuario.continuity.model.DatabaseObservation.Attestation;
import io.prontuario.continuity.model.DatabaseObservation.PeerClusterStatus;
import io.prontuario.continuity.model.DatabaseObservation.Proofs;
import io.prontuario.continuity.model.HandledRequest;
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
import java.util.Set;
import org.junit.jupiter.api.Test;

class CloudWriteAuthorityTest {
    private final WriteBench bench = new WriteBench().inCloud();

    private WriterEpoch approvedBy(Approval... approvals) {
        bench.proofs = new Proofs(OptionalLong.empty(), Optional.empty(), List.of(approvals));
        return bench.decide();
    }

    private WriterEpoch attested(Attestation attestation) {
        bench.proofs = new Proofs(OptionalLong.empty(), Optional.of(attestation), List.of());
        return bench.decide();
    }

    @Test
    void silenceIsNoProof() {
        assertThat(bench.decide().writer()).isEmpty();
        assertThat(bench.blocked(SafetyRule.CLOUD_PROOF)).isTrue();
        assertThat(bench.last.actions()).isEmpty();
    }

    @Test
    void twoDifferentPeopleForThisEpochAreAProof() {
        assertThat(approvedBy(new Approval("ana", 3)).writer()).isEmpty();
        assertThat(approvedBy(new Approval("ana", 3), new Approval("ana", 3)).writer())
                .isEmpty();
        assertThat(approvedBy(new Approval("ana", 3), new Approval("rui", 2)).writer())
                .isEmpty();
        assertThat(approvedBy(new Approval("ana", 4), new Approval("rui", 4)).writer())
                .isEmpty();
        assertThat(approvedBy(new Approval("ana", 3), new Approval("rui", 3)).isWriter(CLOUD))
                .isTrue();
        assertThat(bench.writerEpoch.epoch()).isEqualTo(2003);
        assertThat(bench.writerEpoch.cause()).isEqualTo(Cause.DISASTER);
        assertThat(bench.last.actions())
                .containsExactly(
                        new WriteAction.Promote(CLOUD, 2003, new SyncSet(0, Set.of(), 0), 7),
                        new WriteAction.RouteWrites(Optional.of(CLOUD), 2003));
    }

    @Test
    void theEdgesAttestationIsAProofWhenItIsWholeAndOfThisEpoch() {
        assertThat(attested(new Attestation(2, true, true)).writer()).isEmpty();
        assertThat(attested(new Attestation(3, false, true)).writer()).isEmpty();
        assertThat(attested(new Attestation(3, true, false)).writer()).isEmpty();
        assertThat(attested(new Attestation(3, true, true)).isWriter(CLOUD)).isTrue();
    }

    @Test
    void aProofIsNotEnoughWhileHostsServeOrTheCloudMayNotWriteOrItIsPaused() {
        bench.cloudRole = CloudRole.STANDBY;
        assertThat(attested(new Attestation(3, true, true)).writer()).isEmpty();
        bench.cloudRole = CloudRole.ACTIVE;
        var policy = bench.policy;
        bench.writing = new WritePolicy(false, Optional.empty());
        assertThat(bench.decide().writer()).isEmpty();
        bench.writing = new WritePolicy(true, Optional.empty());
        bench.policy = AutomationLimitsTest.paused(policy);
        assertThat(bench.decide().writer()).isEmpty();
        assertThat(bench.blocked(SafetyRule.PAUSE)).isTrue();
        bench.policy = policy;
        assertThat(bench.decide().isWriter(CLOUD)).isTrue();
    }

    @Test
    void beforeTheSiteWasEverHeardOfNothingIsTaken() {
        bench.writerEpoch = WriterEpoch.vacant();
        assertThat(attested(new Attestation(0, true, true)).writer()).isEmpty();
    }

    @Test
    void whatWasProvedOfAnEpochThatIsOverIsVoid() {
        bench.peer = Optional.of(new PeerClusterStatus(4, true, false, 0));
        assertThat(attested(new Attestation(3, true, true)).writer()).isEmpty();
        assertThat(bench.writerEpoch.epoch()).isEqualTo(4);
        bench.peer = Optional.of(new PeerClusterStatus(3, true, false, 0));
        assertThat(bench.decide().epoch()).as("never back").isEqualTo(4);
    }

    @Test
    void aReleaseTokenNamesTheEpochToTake() {
        bench.cloudRole = CloudRole.STANDBY;
        bench.proofs = new Proofs(OptionalLong.of(4), Optional.empty(), List.of());
        bench.decide();
        assertThat(bench.writerEpoch.isWriter(CLOUD)).isTrue();
        assertThat(bench.writerEpoch.epoch()).isEqualTo(4);
        assertThat(bench.writerEpoch.cause()).isEqualTo(Cause.HAND_OVER);
    }

    @Test
    void anOldReleaseTokenIsNothing() {
        bench.writerEpoch = WriterEpoch.vacant(5, HandledRequest.none());
        bench.proofs = new Proofs(OptionalLong.of(4), Optional.empty(), List.of());
        assertThat(bench.decide().writer()).isEmpty();
    }

    @Test
    void itLetsGoWhenHostsAreBackOneFollowsAndTheInboxIsMerged() {
        attested(new Attestation(3, true, true));
        bench.nodes.put(PRIMARY, copy(3, 10));
        bench.nodes.put(SECONDARY, copy(3, 10));
        bench.cloudRole = CloudRole.STANDBY;
        assertThat(bench.decide().phase()).as("no host follows").isEqualTo(Phase.GRANTED);
        bench.nodes.put(SECONDARY, copy(2003, 10));
        bench.cloudRole = CloudRole.ACTIVE;
        assertThat(bench.decide().phase()).as("hosts are not stable").isEqualTo(Phase.GRANTED);
        bench.cloudRole = CloudRole.STANDBY;
        bench.inbox = OptionalLong.of(2);
        assertThat(bench.decide().phase()).isEqualTo(Phase.GRANTED);
        assertThat(bench.blocked(SafetyRule.INBOX_DRAINED)).isTrue();
        bench.inbox = OptionalLong.of(0);
        var automatic = bench.policy;
        bench.policy = AutomationLimitsTest.paused(automatic);
        assertThat(bench.decide().phase()).isEqualTo(Phase.GRANTED);
        bench.policy = AutomationLimitsTest.manual(automatic);
        assertThat(bench.decide().phase()).isEqualTo(Phase.GRANTED);
        assertThat(bench.blocked(SafetyRule.MANUAL_MODE)).isTrue();
        bench.policy = automatic;
        assertThat(bench.decide().phase()).isEqualTo(Phase.ENDING);
        assertThat(bench.writerEpoch.cause()).isEqualTo(Cause.HAND_BACK);
        assertThat(bench.last.actions())
                .containsExactly(
                        new WriteAction.RouteWrites(Optional.empty(), 2003), new WriteAction.Demote(CLOUD, 2003));
        assertThat(bench.decide().phase()).as("until the next epoch is known").isEqualTo(Phase.ENDING);
        bench.peer = Optional.of(new PeerClusterStatus(2004, true, false, 0));
        assertThat(bench.decide().writer()).isEmpty();
        assertThat(bench.writerEpoch.epoch()).isEqualTo(2004);
    }

    @Test
    void hearingOfItsOwnEpochAgainChangesNothing() {
        bench.inCloud();
        bench.writerEpoch = WriterEpoch.grantedTo(CLOUD, 2003, WriterEpoch.Cause.DISASTER, java.util.List.of());
        WriterEpoch before = bench.writerEpoch;
        bench.peer = Optional.of(
                new io.prontuario.continuity.model.DatabaseObservation.PeerClusterStatus(2003, false, false, 0));
        assertThat(bench.decide()).isEqualTo(before);
        bench.peer = Optional.of(
                new io.prontuario.continuity.model.DatabaseObservation.PeerClusterStatus(2004, false, false, 0));
        assertThat(bench.decide().phase()).isEqualTo(WriterEpoch.Phase.VACANT);
    }
}
