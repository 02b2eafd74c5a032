package io.prontuario.continuity.decide;

import static io.prontuario.continuity.decide.Bench.PRIMARY;
import static io.prontuario.continuity.decide.Bench.SECONDARY;
import static io.prontuario.continuity.decide.WriteBench.copy;
import static io.prontuario.continuity.model.SiteName.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.DatabaseObservation.Approval;
import io.prontuario.continuity.model.DatabaseObservation.Attestation;
import io.prontuario.continuity.model.DatabaseObservation.PeerClusterStatus;
import io.prontuario.continuity.model.DatabaseObservation.Proofs;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriteAction;
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
        assertThat(bench.decide().holder()).isEmpty();
        assertThat(bench.held("CloudProof")).isTrue();
        assertThat(bench.last.actions()).isEmpty();
    }

    @Test
    void twoDifferentPeopleForThisEpochAreAProof() {
        assertThat(approvedBy(new Approval("ana", 3)).holder()).isEmpty();
        assertThat(approvedBy(new Approval("ana", 3), new Approval("ana", 3)).holder())
                .isEmpty();
        assertThat(approvedBy(new Approval("ana", 3), new Approval("rui", 2)).holder())
                .isEmpty();
        assertThat(approvedBy(new Approval("ana", 4), new Approval("rui", 4)).holder())
                .isEmpty();
        assertThat(approvedBy(new Approval("ana", 3), new Approval("rui", 3)).heldBy(CLOUD))
                .isTrue();
        assertThat(bench.right.epoch()).isEqualTo(2003);
        assertThat(bench.right.cause()).isEqualTo(Cause.DISASTER);
        assertThat(bench.last.actions())
                .containsExactly(
                        new WriteAction.Promote(CLOUD, 2003, new SyncSet(0, Set.of(), 0), 7),
                        new WriteAction.RouteWrites(Optional.of(CLOUD), 2003));
    }

    @Test
    void theEdgesAttestationIsAProofWhenItIsWholeAndOfThisEpoch() {
        assertThat(attested(new Attestation(2, true, true)).holder()).isEmpty();
        assertThat(attested(new Attestation(3, false, true)).holder()).isEmpty();
        assertThat(attested(new Attestation(3, true, false)).holder()).isEmpty();
        assertThat(attested(new Attestation(3, true, true)).heldBy(CLOUD)).isTrue();
    }

    @Test
    void aProofIsNotEnoughWhileHostsServeOrTheCloudMayNotWriteOrItIsPaused() {
        bench.cloudServes = false;
        assertThat(attested(new Attestation(3, true, true)).holder()).isEmpty();
        bench.cloudServes = true;
        var policy = bench.policy;
        bench.policy = OnSiteWriteAuthorityTest.noCloud(policy);
        assertThat(bench.decide().holder()).isEmpty();
        bench.policy = RestraintTest.paused(policy);
        assertThat(bench.decide().holder()).isEmpty();
        assertThat(bench.held("PauseRule")).isTrue();
        bench.policy = policy;
        assertThat(bench.decide().heldBy(CLOUD)).isTrue();
    }

    @Test
    void beforeTheSiteWasEverHeardOfNothingIsTaken() {
        bench.right = WriterEpoch.vacant();
        assertThat(attested(new Attestation(0, true, true)).holder()).isEmpty();
    }

    @Test
    void whatWasProvedOfAnEpochThatIsOverIsVoid() {
        bench.otherSide = Optional.of(new PeerClusterStatus(4, true, false, 0));
        assertThat(attested(new Attestation(3, true, true)).holder()).isEmpty();
        assertThat(bench.right.epoch()).isEqualTo(4);
        bench.otherSide = Optional.of(new PeerClusterStatus(3, true, false, 0));
        assertThat(bench.decide().epoch()).as("never back").isEqualTo(4);
    }

    @Test
    void aReleaseTokenNamesTheEpochToTake() {
        bench.cloudServes = false;
        bench.proofs = new Proofs(OptionalLong.of(4), Optional.empty(), List.of());
        bench.decide();
        assertThat(bench.right.heldBy(CLOUD)).isTrue();
        assertThat(bench.right.epoch()).isEqualTo(4);
        assertThat(bench.right.cause()).isEqualTo(Cause.HAND_OVER);
    }

    @Test
    void anOldReleaseTokenIsNothing() {
        bench.right = new WriterEpoch(5, Optional.empty(), Phase.VACANT, Cause.FIRST, Optional.empty(), List.of(), "");
        bench.proofs = new Proofs(OptionalLong.of(4), Optional.empty(), List.of());
        assertThat(bench.decide().holder()).isEmpty();
    }

    @Test
    void itLetsGoWhenHostsAreBackOneFollowsAndTheInboxIsMerged() {
        attested(new Attestation(3, true, true));
        bench.nodes.put(PRIMARY, copy(3, 10));
        bench.nodes.put(SECONDARY, copy(3, 10));
        bench.siteReturned = true;
        assertThat(bench.decide().phase()).as("no host follows").isEqualTo(Phase.HELD);
        bench.nodes.put(SECONDARY, copy(2003, 10));
        bench.siteReturned = false;
        assertThat(bench.decide().phase()).as("hosts are not stable").isEqualTo(Phase.HELD);
        bench.siteReturned = true;
        bench.inbox = OptionalLong.of(2);
        assertThat(bench.decide().phase()).isEqualTo(Phase.HELD);
        assertThat(bench.held("InboxMerged")).isTrue();
        bench.inbox = OptionalLong.of(0);
        var automatic = bench.policy;
        bench.policy = RestraintTest.paused(automatic);
        assertThat(bench.decide().phase()).isEqualTo(Phase.HELD);
        bench.policy = RestraintTest.manual(automatic);
        assertThat(bench.decide().phase()).isEqualTo(Phase.HELD);
        assertThat(bench.held("ManualMode")).isTrue();
        bench.policy = automatic;
        assertThat(bench.decide().phase()).isEqualTo(Phase.CLOSING);
        assertThat(bench.right.cause()).isEqualTo(Cause.HAND_BACK);
        assertThat(bench.last.actions())
                .containsExactly(
                        new WriteAction.RouteWrites(Optional.empty(), 2003), new WriteAction.Demote(CLOUD, 2003));
        assertThat(bench.decide().phase())
                .as("until the next epoch is heard of")
                .isEqualTo(Phase.CLOSING);
        bench.otherSide = Optional.of(new PeerClusterStatus(2004, true, false, 0));
        assertThat(bench.decide().holder()).isEmpty();
        assertThat(bench.right.epoch()).isEqualTo(2004);
    }

    @Test
    void hearingOfItsOwnEpochAgainChangesNothing() {
        bench.inCloud();
        bench.right = new WriterEpoch(
                2003,
                Optional.of(CLOUD),
                WriterEpoch.Phase.HELD,
                WriterEpoch.Cause.DISASTER,
                Optional.empty(),
                java.util.List.of(),
                "");
        WriterEpoch before = bench.right;
        bench.otherSide = Optional.of(
                new io.prontuario.continuity.model.DatabaseObservation.PeerClusterStatus(2003, false, false, 0));
        assertThat(bench.decide()).isEqualTo(before);
        bench.otherSide = Optional.of(
                new io.prontuario.continuity.model.DatabaseObservation.PeerClusterStatus(2004, false, false, 0));
        assertThat(bench.decide().phase()).isEqualTo(WriterEpoch.Phase.VACANT);
    }
}
