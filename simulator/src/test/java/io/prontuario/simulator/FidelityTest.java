package io.prontuario.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What real machines did in the demo, the simulator does too: within 20 % or one second. */
@Tag("slow")
class FidelityTest {
    private static final int RUNS = 40;
    private static final long AT = 90_000;
    private static final long DOWN = 60_000;

    /** One figure of one step, as measured in each run. */
    record Row(String step, String figure, List<Long> measured) {
        @Override
        public String toString() {
            return step + " " + figure + " " + measured;
        }
    }

    static Stream<Row> measured() throws IOException {
        Map<String, List<Long>> figures = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/measured/demo.csv"))) {
            if (!line.startsWith("#")) {
                String[] cells = line.split(",");
                figures.computeIfAbsent(cells[1] + "," + cells[2], figure -> new ArrayList<>())
                        .add(Long.parseLong(cells[3]));
            }
        }
        return figures.entrySet().stream().map(figure -> {
            String[] names = figure.getKey().split(",");
            return new Row(names[0], names[1], figure.getValue());
        });
    }

    /** A run's phase (when the last check was before the death) is not on record: medians are compared, and each run with the span. */
    @ParameterizedTest
    @MethodSource("measured")
    void theSimulatorAgreesWithWhatWasMeasured(Row row) {
        List<Long> simulated = simulated(row);
        assertThat(median(simulated)).as("%s, simulated %s", row, simulated).satisfies(middle -> assertThat(
                        Math.abs(middle - median(row.measured())))
                .isLessThanOrEqualTo(slack(median(row.measured()))));
        for (long run : row.measured()) {
            assertThat(run)
                    .as("%s, simulated %s", row, simulated)
                    .isBetween(simulated.get(0) - slack(run), simulated.get(simulated.size() - 1) + slack(run));
        }
    }

    /** 20 % or one second. */
    private static long slack(long measured) {
        return Math.max(1000, measured / 5);
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    /** The example's numbers with the testbed's overlay, under the demo's load of 100 requests a second. */
    private static Settings demo() {
        Settings reference = Variants.of("reference");
        Policy p = reference.policy();
        return reference
                .withClientEvery(10)
                .withBoot(25_000) // measured, see demo.csv
                .withControlPlane(false) // the testbed's is on the edge alone
                .withPolicy(new Policy(
                        p.operatorRole(),
                        p.hosts(),
                        p.cloud(),
                        p.thresholds(),
                        new Policy.Windows(
                                p.windows().takeoverAfter(), p.windows().unreadyAfter(), Duration.ofSeconds(15)),
                        p.automation(),
                        new Policy.RateLimit(p.rateLimit().changes(), Duration.ofMinutes(1)),
                        p.requests()));
    }

    /** In order. */
    private static List<Long> simulated(Row row) {
        List<Long> values = new ArrayList<>();
        for (int seed = 1; seed <= RUNS; seed++) {
            values.add(row.step().equals("hosts-return") ? hostsReturn(row.figure(), seed) : death(row, seed));
        }
        values.sort(null);
        return values;
    }

    private static long death(Row row, int seed) {
        Scenario scenario = Scenario.of(row.step());
        Report report = new Simulation(demo(), new Deciders()).run(scenario, 1, seed, 180_000, done -> {});
        return row.figure().equals("status")
                ? report.times().decision().get(row.step()).max()
                : report.times().rto().get(row.step()).max();
    }

    private static long hostsReturn(String figure, int seed) {
        Return watch = new Return();
        List<Fault> faults =
                List.of(new Fault(AT, Fault.Kind.KILL, 0, -1, DOWN), new Fault(AT, Fault.Kind.KILL, 1, -1, DOWN));
        new World(demo(), new Schedule(seed, 300_000, faults), new Deciders(), watch).run();
        return figure.equals("status") ? watch.full : watch.longest;
    }

    /** From the hosts' start on: the longest wait of a request, and when the status is Full. */
    private static final class Return implements Watcher {
        private long full = -1;
        private long longest;

        @Override
        public void client(World world, long now, int site) {
            if (now < AT + DOWN) {
                return;
            }
            longest = Math.max(longest, site < 0 ? world.settings.clientEvery() : world.frontDoors.waited(site, now));
            if (full < 0 && world.record(true).mode() == Mode.FULL) {
                full = now - AT - DOWN;
            }
        }
    }
}
