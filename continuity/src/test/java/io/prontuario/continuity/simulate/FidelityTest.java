package io.prontuario.continuity.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.decide.PhasedDecider;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What real machines did in the demo, the simulator does too: within 20 % or one second. */
class FidelityTest {
    private static final int RUNS = 40;
    private static final long AT = 90_000;
    private static final long DOWN = 60_000;

    record Row(String step, String figure, long measured, boolean agrees) {}

    static Stream<Row> measured() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/measured/demo.csv")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(","))
                .map(cells -> new Row(cells[1], cells[2], Long.parseLong(cells[3]), cells[4].equals("yes")));
    }

    @ParameterizedTest
    @MethodSource("measured")
    void theSimulatorAgreesWithWhatWasMeasured(Row row) {
        long simulated = simulated(row);
        boolean within = Math.abs(simulated - row.measured()) <= Math.max(1000, row.measured() / 5);
        assertThat(within).as("%s, simulated %d ms", row, simulated).isEqualTo(row.agrees());
    }

    /** The example's numbers with the testbed's overlay, under the demo's load of 100 requests a second. */
    private static Settings demo() {
        Settings document = Variants.of("document");
        Policy p = document.policy();
        return document.withClientEvery(10)
                .withBoot(25_000) // measured, see demo.csv
                .withControlPlane(false) // the testbed's is on the edge alone
                .withPolicy(new Policy(
                        p.vantage(),
                        p.hosts(),
                        p.cloud(),
                        p.probeInterval(),
                        p.failureThreshold(),
                        p.successThreshold(),
                        p.takeoverAfter(),
                        p.unreadyAfter(),
                        Duration.ofSeconds(15),
                        p.automaticFailover(),
                        p.automaticFailback(),
                        p.maxRoleChanges(),
                        Duration.ofMinutes(1),
                        p.pause()));
    }

    private static long simulated(Row row) {
        if (row.step().equals("hosts-return")) {
            return hostsReturn(row.figure());
        }
        Scenario scenario = Scenario.of(row.step());
        Report report = new Simulation(demo(), new PhasedDecider()).run(scenario, RUNS, 1, 180_000, done -> {});
        Spread spread = row.figure().equals("status")
                ? report.times().decision().get(row.step())
                : report.times().rto().get(row.step());
        return spread.quantile(0.5);
    }

    private static long hostsReturn(String figure) {
        List<Long> values = new ArrayList<>();
        for (int seed = 1; seed <= RUNS; seed++) {
            Return watch = new Return();
            List<Fault> faults =
                    List.of(new Fault(AT, Fault.Kind.KILL, 0, -1, DOWN), new Fault(AT, Fault.Kind.KILL, 1, -1, DOWN));
            new World(demo(), new Schedule(seed, 300_000, faults), new PhasedDecider(), watch).run();
            values.add(figure.equals("status") ? watch.full : watch.longest);
        }
        values.sort(null);
        return values.get(RUNS / 2);
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
