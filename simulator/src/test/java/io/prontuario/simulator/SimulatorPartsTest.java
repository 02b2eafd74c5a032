package io.prontuario.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prontuario.continuity.decide.DecidersWithout;
import io.prontuario.continuity.model.SafetyRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatorPartsTest {
    private static final Nodes NODES =
            new Nodes(Variants.of("reference").policy().hosts());

    @Test
    void eventsComeInOrderOfTimeAndThenOfCode() {
        EventQueue queue = new EventQueue();
        Rng rng = new Rng(7);
        for (int i = 0; i < 1000; i++) {
            queue.add(rng.nextLong(50), rng.nextInt(100));
        }
        long before = -1;
        while (!queue.isEmpty()) {
            long event = queue.next();
            assertThat(event).isGreaterThanOrEqualTo(before);
            before = event;
        }
    }

    @Test
    void lossIsAsFrequentAsAskedForIndependentlyAndInBursts() {
        for (Loss loss : List.of(Loss.independent(0.05), Loss.bursty(0.05, 500))) {
            Network network = new Network(3, loss, Delay.NONE, 3);
            int lost = 0;
            for (int i = 0; i < 400_000; i++) {
                lost += network.roundTrip(0, 1, i * 100L) == Network.LOST ? 1 : 0;
            }
            assertThat(lost / 400_000.0).as(loss.toString()).isBetween(0.090, 0.105); // either way: 1 - 0.95²
        }
    }

    @Test
    void aScheduleIsTheSameAfterSavingAndLoading() {
        Schedule schedule = Schedule.random(42, 900_000, NODES, 6);
        assertThat(Schedule.parse(schedule.format())).isEqualTo(schedule);
        assertThat(Schedule.random(42, 900_000, NODES, 6)).isEqualTo(schedule);
    }

    @Test
    void aBrokenScheduleFileNamesTheLine() {
        assertThatThrownBy(() -> Schedule.parse("seed 1\nlength 2\n10 EXPLODE 0 -1 5"))
                .hasMessageContaining("10 EXPLODE 0 -1 5");
        assertThatThrownBy(() -> Schedule.parse("nonsense")).hasMessageContaining("millis KIND node other length");
    }

    @Test
    void impossibleLossIsRefusedByName() {
        assertThatThrownBy(() -> Loss.independent(-0.1)).hasMessageContaining("loss: -0.1");
        assertThatThrownBy(() -> Loss.independent(1)).hasMessageContaining("loss");
        assertThatThrownBy(() -> Loss.bursty(0.1, -1)).hasMessageContaining("burst");
    }

    @Test
    void shrinkingKeepsOnlyWhatMatters() {
        Schedule broken = new Schedule(
                1,
                900_000,
                List.of(
                        new Fault(100_123, Fault.Kind.FREEZE, 0, -1, 7_777),
                        new Fault(200_456, Fault.Kind.KILL, 1, -1, 33_333),
                        new Fault(300_789, Fault.Kind.CUT, 0, 1, 1_234)));
        Schedule smallest = Shrinker.shrink(
                broken, candidate -> candidate.faults().stream().anyMatch(fault -> fault.kind() == Fault.Kind.KILL));
        assertThat(smallest.faults()).containsExactly(new Fault(180_000, Fault.Kind.KILL, 1, -1, 30_000));
        assertThat(smallest.length()).isEqualTo(225_000);
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        assertThat(log(5)).isEqualTo(log(5)).isNotEqualTo(log(6)).isNotEmpty();
    }

    private static String log(long seed) {
        StringBuilder log = new StringBuilder();
        Settings settings = Variants.of("bursty");
        new World(settings, Schedule.random(seed, 900_000, NODES, 6), new Deciders(), new Watcher() {
                    @Override
                    public void decided(DecisionEvent event) {
                        log.append(event.at())
                                .append(event.decision().actions())
                                .append(event.after().epoch());
                    }

                    @Override
                    public void client(World world, long now, int site) {
                        log.append(site);
                    }
                })
                .run();
        return log.toString();
    }

    @Test
    void whatBreaksIsMadeSmallAndSavedAsAFileThatBreaksTheSame() {
        Checker checker = new Checker(Variants.of("reference"), DecidersWithout.both(SafetyRule.STALE_REPORT_RESET));
        Schedule found = Schedule.random(229_012, 600_000, NODES, 6);
        Checker.Finding finding = checker.shrunk(found).orElseThrow();
        assertThat(finding.schedule().faults().size()).isLessThan(found.faults().size());
        assertThat(finding.file())
                .startsWith("# invariant HandBackToAStableSite: handed back on 1 reports\nseed 229012");
        Schedule kept = Schedule.parse(finding.file());
        assertThat(checker.check(kept)).map(Violation::invariant).contains("HandBackToAStableSite");
        assertThat(new Checker(Variants.of("reference"), new Deciders()).shrunk(kept))
                .isEmpty();
    }
}
