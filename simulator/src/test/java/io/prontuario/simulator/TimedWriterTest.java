package io.prontuario.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.decide.DecidersWithout;
import io.prontuario.continuity.decide.FailoverDecider;
import io.prontuario.continuity.model.HandledRequest;
import io.prontuario.continuity.model.PlannedChangeKind;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WritePolicy.Request;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.rules.RulesWithout;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The record's databases in virtual time, under the real decider. */
class TimedWriterTest {
    private static final SiteName SECOND = new SiteName("mac-studio-2");
    private static final long AT = 120_000;

    /** The longest time without an acknowledged write from a moment on, and the right at the end. */
    private static final class Writes implements Watcher {
        private final long from;
        private long longest;
        private WriterEpoch writerEpoch = WriterEpoch.vacant();
        private long lost;
        private Set<SiteName> members = Set.of();

        private Writes(long from) {
            this.from = from;
        }

        @Override
        public void client(World world, long now, int site) {
            if (now >= from) {
                longest = Math.max(longest, now - world.databases.acknowledgedAt());
            }
        }

        @Override
        public void end(World world, long now) {
            writerEpoch = world.writer(true);
            lost = world.databases.lost();
            members = writerEpoch.newestSet().map(SyncSet::members).orElse(Set.of());
        }
    }

    private static Writes run(Settings settings, Fault... faults) {
        return run(settings, 3, 600_000, faults);
    }

    private static Writes run(Settings settings, long seed, long length, Fault... faults) {
        Writes writes = new Writes(AT - 60_000);
        InvariantChecks invariants =
                new InvariantChecks(new Nodes(settings.policy().hosts()));
        new World(
                        settings,
                        new Schedule(seed, length, List.of(faults)),
                        new Deciders(),
                        new CompositeWatcher(writes, invariants))
                .run();
        assertThat(invariants.violation()).isEmpty();
        assertThat(writes.lost).isZero();
        return writes;
    }

    @Test
    void inQuietTheFirstHostWritesAndTwoCopiesAreInItsSet() {
        Writes writes = run(Variants.of("reference"));
        assertThat(writes.writerEpoch.epoch()).isEqualTo(1);
        assertThat(writes.members).containsExactlyInAnyOrder(SECOND, SyncSet.WITNESS);
        assertThat(writes.longest).isLessThanOrEqualTo(Databases.WRITE_EVERY);
    }

    @ParameterizedTest
    @CsvSource({"KILL", "FREEZE"})
    void theWritersDeathMovesTheRightAndLosesNothing(Fault.Kind kind) {
        Writes writes = run(Variants.of("reference"), new Fault(AT, kind, 0, -1, 180_000));
        assertThat(writes.writerEpoch.epoch()).isEqualTo(2);
        assertThat(writes.writerEpoch.writer()).contains(SECOND);
        assertThat(writes.longest).isBetween(3_000L, 8_000L);
        assertThat(writes.members).as("the old writer is a copy now").hasSize(2).contains(new SiteName("mac-studio-1"));
    }

    /** The document's timings of its role checks: 5 s, 2 s, 3. */
    @ParameterizedTest
    @CsvSource({"KILL", "FREEZE"})
    void slowerTimingsTakeLongerAndLoseNothing(Fault.Kind kind) {
        Writes writes =
                run(Variants.of("reference").withDetectionOfTheRoleChecks(), new Fault(AT, kind, 0, -1, 180_000));
        assertThat(writes.writerEpoch.writer()).contains(SECOND);
        assertThat(writes.longest).isBetween(12_000L, 25_000L);
    }

    /** Nobody polls the writer's database any more; its WAL flows, and every write is acknowledged. */
    @Test
    void aDeadAgentBesideALivingDatabaseMovesNothing() {
        Writes writes = run(Variants.of("reference"), new Fault(AT, Fault.Kind.AGENT, 0, -1, 180_000));
        assertThat(writes.writerEpoch.epoch()).isEqualTo(1);
        assertThat(writes.longest).isLessThanOrEqualTo(Databases.WRITE_EVERY);
        assertThat(writes.members).hasSize(2);
    }

    /** The agent dies first, the host with it a minute later: no one polls what has died, and the silence of its WAL is enough. */
    @Test
    void theDeathOfAHostWhoseAgentWasDeadIsActedOn() {
        Writes writes = run(
                Variants.of("reference"),
                new Fault(AT - 40_000, Fault.Kind.AGENT, 0, -1, 300_000),
                new Fault(AT, Fault.Kind.KILL, 0, -1, 180_000));
        assertThat(writes.writerEpoch.writer()).contains(SECOND);
        assertThat(writes.longest).isBetween(1_500L, 6_000L);
    }

    /** The services of both hosts are not ready, by a bad image: their databases are none of its business. */
    @Test
    void servicesThatAreNotReadyMoveNothing() {
        Writes writes = run(Variants.of("short"), new Fault(AT, Fault.Kind.UNREADY, 0, -1, 180_000));
        assertThat(writes.writerEpoch.epoch()).isEqualTo(1);
        assertThat(writes.longest).isLessThanOrEqualTo(Databases.WRITE_EVERY);
    }

    @Test
    void theWriterLeavesAHostThatIsDrainedAndStaysAwayAfterwards() {
        Writes writes = run(Variants.of("reference"), new Fault(AT, Fault.Kind.SWITCHOVER, 0, -1, 180_000));
        assertThat(writes.writerEpoch.writer()).contains(SECOND);
        assertThat(writes.writerEpoch.epoch()).isEqualTo(2);
        assertThat(writes.writerEpoch.change().request().outcome()).isEqualTo(HandledRequest.Outcome.CARRIED_OUT);
        assertThat(writes.longest).isLessThanOrEqualTo(4_000);
    }

    @Test
    void aHostThatIsDrainedForATestKeepsTheWriter() {
        Writes writes = run(Variants.of("reference"), new Fault(AT, Fault.Kind.DRILL, 0, -1, 180_000));
        assertThat(writes.writerEpoch.epoch()).isEqualTo(1);
    }

    /** No packet that is lost moves the writer, in a day at 5 % on every link. */
    @Test
    void lostPacketsMoveNoWriter() {
        for (int hour = 1; hour <= 24; hour++) {
            Writes writes = run(Variants.of("lossy"), hour, 3_600_000);
            assertThat(writes.writerEpoch.epoch()).as("hour %d", hour).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    void theDeathOfACopyOrOfTheWitnessStopsNoWrite(int node) {
        Writes writes = run(Variants.of("reference"), new Fault(AT, Fault.Kind.KILL, node, -1, 180_000));
        assertThat(writes.writerEpoch.epoch()).isEqualTo(1);
        assertThat(writes.longest).isLessThanOrEqualTo(1500);
        assertThat(writes.members).as("both are back").hasSize(2);
    }

    @Test
    void thePowerOfTheWholeSiteComesBackToOneWriterThatHasEverything() {
        Writes writes = run(Variants.of("reference"), new Fault(AT, Fault.Kind.KILL, Nodes.SITE, -1, 60_000));
        assertThat(writes.writerEpoch.phase()).isEqualTo(WriterEpoch.Phase.GRANTED);
        assertThat(writes.longest).isBetween(60_000L, 180_000L);
    }

    @ParameterizedTest
    @CsvSource({"SWITCHOVER", "DRILL"})
    void aPlannedChangeMovesTheRightInSecondsWithNothingBroken(PlannedChangeKind verb) {
        Request request = new Request("night", verb, SECOND, Instant.parse("2026-01-01T01:00:00Z"));
        Writes writes = run(Variants.of("reference").planned(request, AT));
        assertThat(writes.writerEpoch.writer()).contains(SECOND);
        assertThat(writes.writerEpoch.epoch()).isEqualTo(2);
        assertThat(writes.longest).isLessThanOrEqualTo(4_000);
    }

    /**
     * The writer's agent is dead and one of its two streams is cut: the other one shows that it lives.
     */
    @ParameterizedTest
    @CsvSource({"WAL_AT_THE_WITNESS, 1", "WAL_AT_A_COPY, 2"})
    void withoutAPartOfTheWriterLossAWriterThatLivesIsMoved(RulesWithout.LossPart part, int cutFrom) {
        List<Fault> faults = List.of(
                new Fault(AT, Fault.Kind.AGENT, 0, -1, 60_000),
                new Fault(AT + 1000, Fault.Kind.CUT, 0, cutFrom, 50_000));
        Settings settings = Variants.of("reference");
        Deciders without = new Deciders(new FailoverDecider(), DecidersWithout.writerLossWithout(part));
        assertThat(new Checker(settings, without)
                        .check(new Schedule(3, 300_000, faults))
                        .map(Violation::invariant))
                .contains("WriterStaysWhileItsWalFlows");
        Writes writes = run(settings, faults.toArray(Fault[]::new));
        assertThat(writes.writerEpoch.epoch()).isEqualTo(1);
    }

    /** Guards whose removal shows on random schedules of the timed world; the search and its walks show the others. */
    @ParameterizedTest
    @CsvSource({
        "FENCED_MEMBERS, 42, EndedBeforeGranted",
        "WRITER_LOSS, 2, WriterStaysWhileItsWalFlows",
        "CLOUD_PROOF, 2, EndedBeforeGranted",
    })
    void withoutAGuardARandomScheduleBreaksANamedInvariant(SafetyRule removed, long seed, String broken) {
        Checker checker = new Checker(Variants.of("lossy"), DecidersWithout.both(removed));
        assertThat(checker.search(seed, 1, 600_000, 6, events -> {})
                        .map(found -> found.violation().invariant()))
                .contains(broken);
    }

    /** The writer dies and a second machine soon after it, on a network that loses packets: the copies are not the same. */
    @ParameterizedTest
    @CsvSource({"READ_QUORUM, 40", "CANDIDATE_CAUGHT_UP, 2", "SYNC_SET_ORDER, 1167"})
    void withoutAGuardTwoDeathsLoseWhatWasAcknowledged(SafetyRule removed, long seed) {
        Settings settings = Variants.of("short").withLoss(Loss.independent(0.15));
        Schedule schedule = twoDeaths(seed);
        assertThat(new Checker(settings, DecidersWithout.both(removed))
                        .check(schedule)
                        .map(Violation::invariant))
                .contains("AcknowledgedWritesSurvive");
        assertThat(new Checker(settings, new Deciders()).check(schedule)).isEmpty();
    }

    private static Schedule twoDeaths(long seed) {
        long first = 60_000 + seed * 7919 % 5000;
        long second = first + 100 + seed * 104_729 % 8_000;
        Fault.Kind kind = seed % 2 == 0 ? Fault.Kind.KILL : Fault.Kind.FREEZE;
        return new Schedule(
                seed,
                300_000,
                List.of(
                        new Fault(first, Fault.Kind.KILL, 0, -1, 100_000),
                        new Fault(second, kind, seed % 3 == 0 ? 2 : 1, -1, 60_000)));
    }
}
