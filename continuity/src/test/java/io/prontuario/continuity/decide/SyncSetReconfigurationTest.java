package io.prontuario.continuity.decide;

import static io.prontuario.continuity.decide.Bench.PRIMARY;
import static io.prontuario.continuity.decide.Bench.SECONDARY;
import static io.prontuario.continuity.decide.Bench.START;
import static io.prontuario.continuity.decide.WriteBench.BOTH;
import static io.prontuario.continuity.decide.WriteBench.copy;
import static io.prontuario.continuity.decide.WriteBench.witness;
import static io.prontuario.continuity.decide.WriteBench.writer;
import static io.prontuario.continuity.model.SiteName.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.DatabaseObservation.Refused;
import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;
import io.prontuario.continuity.model.DatabaseObservation.Wal;
import io.prontuario.continuity.model.DatabaseObservation.Writing;
import io.prontuario.continuity.model.HandledRequest;
import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.PlannedChangeKind;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.model.WriterEpoch.Phase;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The synchronous set's ordered changes, and what a planned change needs before it begins. */
class SyncSetReconfigurationTest {
    private static final SyncSet COPY = new SyncSet(5, Set.of(SECONDARY), 1);

    private final WriteBench bench = new WriteBench();

    private List<SyncSet> sets() {
        return bench.decide().activeSyncSets();
    }

    @Test
    void aMemberThatIsSilentLeavesAndTheOlderSetCountsUntilTheNewerHasCaughtUp() {
        bench.witness = WriteBench.silentWitness();
        assertThat(sets()).containsExactly(BOTH, COPY);
        assertThat(sets()).as("the writer runs the older one").containsExactly(BOTH, COPY);
        assertThat(bench.blocked(SafetyRule.SYNC_SET_ORDER)).isTrue();
        bench.nodes.put(
                PRIMARY,
                new ReplicaStatus(new Wal(3, 12, false), new Refused(3, 0), Optional.of(new Writing(5, 11)), 7));
        assertThat(sets()).as("the copy is at 10, the set began at 11").containsExactly(BOTH, COPY);
        bench.nodes.put(SECONDARY, copy(3, 11));
        assertThat(sets()).containsExactly(COPY);
        assertThat(sets()).containsExactly(COPY);
    }

    @Test
    void unknownIsNotSilent() {
        bench.witness = io.prontuario.continuity.model.DatabaseObservation.WitnessStatus.UNKNOWN;
        bench.nodes.put(SECONDARY, ReplicaStatus.UNKNOWN);
        assertThat(sets()).containsExactly(BOTH);
    }

    @Test
    void withoutAnyMemberTheWriterStandsAlone() {
        bench.witness = WriteBench.silentWitness();
        bench.nodes.put(SECONDARY, WriteBench.SILENT);
        assertThat(sets()).containsExactly(BOTH, new SyncSet(5, Set.of(), 0));
        bench.nodes.put(PRIMARY, writer(3, 12, 5));
        assertThat(sets()).containsExactly(new SyncSet(5, Set.of(), 0));
    }

    @Test
    void aMemberJoinsWhenItFollowsAndIsGapFree() {
        bench.writerEpoch = bench.writerEpoch.withSets(List.of(COPY));
        bench.witness = witness(2, 0, 10, 3);
        assertThat(sets()).as("it follows an older epoch").containsExactly(COPY);
        bench.witness = witness(3, 11, 12, 3);
        assertThat(sets()).as("it begins past the copy").containsExactly(COPY);
        bench.witness = witness(3, 10, 12, 3);
        assertThat(sets()).containsExactly(COPY, new SyncSet(6, Set.of(SECONDARY, SyncSet.WITNESS), 1));
    }

    @Test
    void aCopyJoinsTheWitnessOnTheSameTerms() {
        SyncSet witnessOnly = new SyncSet(5, Set.of(SyncSet.WITNESS), 1);
        bench.writerEpoch = bench.writerEpoch.withSets(List.of(witnessOnly));
        bench.witness = witness(3, 11, 12, 3);
        assertThat(sets()).containsExactly(witnessOnly);
        bench.nodes.put(SECONDARY, copy(3, 11));
        assertThat(sets()).hasSize(2);
    }

    @Test
    void aWitnessWithAGapLeaves() {
        bench.witness = witness(3, 11, 12, 3);
        assertThat(sets()).containsExactly(BOTH, COPY);
    }

    private void refused(String because) {
        WriterEpoch before = bench.writerEpoch;
        bench.decide();
        HandledRequest handled = bench.writerEpoch.change().request();
        assertThat(bench.writerEpoch).isEqualTo(before.withRequest(handled));
        assertThat(handled.is("r1")).isTrue();
        assertThat(handled.outcome()).isEqualTo(HandledRequest.Outcome.REFUSED);
        assertThat(handled.reason()).contains(because);
        assertThat(bench.last.verdicts()).anySatisfy(verdict -> {
            assertThat(verdict.rule()).isEqualTo(io.prontuario.continuity.model.SafetyRule.PLANNED_CHANGE);
            assertThat(verdict.allowed()).isFalse();
            assertThat(verdict.message()).contains(because);
        });
        bench.writerEpoch = before;
    }

    @Test
    void aPlannedChangeThatCouldNotEndIsRefusedOnce() {
        bench.asks(PlannedChangeKind.SWITCHOVER, PRIMARY);
        refused("is the writer already");
        bench.asks(PlannedChangeKind.SWITCHOVER, SECONDARY);
        bench.now = START.plusSeconds(60);
        refused("the request has expired");
        bench.now = START.plusSeconds(59);
        bench.nodes.put(PRIMARY, copy(3, 10));
        refused("does not write");
        bench.nodes.put(PRIMARY, writer(3, 10, 4));
        bench.nodes.put(SECONDARY, copy(2, 10));
        refused("does not follow");
        bench.nodes.put(SECONDARY, WriteBench.quiet(3, 10));
        refused("no WAL arrives at mac-studio-2");
        bench.nodes.put(SECONDARY, copy(3, 10));
        bench.sites.put(SECONDARY, WriteBench.site(Health.HEALTHY, Admission.DRAINED));
        refused("mac-studio-2 is drained");
        bench.sites.put(SECONDARY, WriteBench.site(Health.HEALTHY, Admission.ADMITTED));
        bench.witness = WriteBench.silentWitness();
        refused("the witness");
        bench.witness = witness(3, 0, 10, 3);
        bench.nodes.put(SECONDARY, copy(3, 9));
        bench.writerEpoch = bench.writerEpoch.withSets(List.of(BOTH, COPY));
        refused("being changed");
        bench.writerEpoch = bench.writerEpoch.withSets(List.of(BOTH));
        bench.asks(PlannedChangeKind.SWITCHOVER, CLOUD);
        bench.projectionLagging = Optional.of(true);
        refused("projection");
        bench.projectionLagging = Optional.empty();
        refused("projection");
        bench.projectionLagging = Optional.of(false);
        assertThat(bench.decide().phase()).isEqualTo(Phase.ENDING);
    }

    @Test
    void aDrillAsksMoreThanASwitchover() {
        bench.writerEpoch = bench.writerEpoch.withSets(List.of(COPY));
        bench.witness = witness(2, 0, 0, 2);
        bench.asks(PlannedChangeKind.DRILL, SECONDARY);
        refused("two synchronous copies");
        bench.writerEpoch = bench.writerEpoch.withSets(List.of(BOTH));
        bench.witness = witness(3, 0, 10, 3);
        bench.rateLimited = true;
        refused("allowed number of role changes");
        bench.asks(PlannedChangeKind.SWITCHOVER, SECONDARY);
        assertThat(bench.decide().phase()).isEqualTo(Phase.ENDING);
    }

    @Test
    void pausedARequestWaits() {
        bench.asks(PlannedChangeKind.SWITCHOVER, SECONDARY);
        bench.policy = AutomationLimitsTest.paused(bench.policy);
        assertThat(bench.decide().change().request().isUnderway()).isTrue();
        assertThat(bench.writerEpoch.change().request().reason()).contains("paused");
        assertThat(bench.writerEpoch.phase()).isEqualTo(Phase.GRANTED);
        assertThat(bench.blocked(SafetyRule.PAUSE)).isTrue();
        bench.policy = AutomationLimitsTest.manual(bench.policy);
        assertThat(bench.decide().phase())
                .as("resumed; a person asks, in manual mode too")
                .isEqualTo(Phase.ENDING);
    }
}
