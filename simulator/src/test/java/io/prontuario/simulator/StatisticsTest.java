package io.prontuario.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
class StatisticsTest {
    private static final Nodes NODES =
            new Nodes(Variants.of("reference").policy().hosts());

    @Test
    void aSpreadIsExactWhereItMattersAndWithinAThousandthElsewhere() {
        Rng rng = new Rng(3);
        long[] values = new long[20_000];
        Histogram spread = new Histogram();
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 2 == 0 ? rng.nextLong(2048) : rng.nextLong(100_000_000);
            spread.add(values[i]);
        }
        Arrays.sort(values);
        for (double share : new double[] {0.1, 0.4, 0.5, 0.6, 0.9, 0.99}) {
            long exact = values[(int) Math.ceil(share * values.length) - 1];
            assertThat(spread.quantile(share)).as("%s", share).isBetween(exact, exact + exact / 1000 + 1);
        }
        assertThat(spread.max()).isEqualTo(values[values.length - 1]).isEqualTo(spread.quantile(1));
        assertThat(spread.count()).isEqualTo(values.length);
        assertThat(new Histogram().quantile(0.5)).isZero();
    }

    @Test
    void addingSpreadsIsTheSameInAnyOrder() {
        Histogram a = new Histogram();
        Histogram b = new Histogram();
        a.add(7);
        a.add(123_456_789);
        b.add(5000);
        Histogram ab = new Histogram();
        ab.add(a);
        ab.add(b);
        Histogram ba = new Histogram();
        ba.add(b);
        ba.add(a);
        assertThat(ab.json()).isEqualTo(ba.json()).contains("\"count\":3");
    }

    @Test
    void publishedRatesHaveSourcesAndComeTrue() {
        Rates rates = Rates.published();
        assertThat(rates.lines()).isNotEmpty().allSatisfy(line -> assertThat(line.source())
                .matches("(\\[\\d] |assumed).*"));
        long year = 365L * 86_400_000;
        double expected = rates.lines().stream()
                .mapToDouble(line -> line.perYear()
                        * switch (line.where()) {
                            case EACH_HOST, EACH_ONSITE_OPERATOR -> 2;
                            case ALL_HOSTS, EDGE, CLOUD, SITE, VPN, CLOUD_OPERATOR -> 1;
                        })
                .sum();
        double seen = 0;
        for (int seed = 0; seed < 50; seed++) {
            seen += rates.schedule(seed, year, NODES).faults().size();
        }
        assertThat(seen / 50).isBetween(expected * 0.9, expected * 1.1);
        assertThat(rates.schedule(5, year, NODES)).isEqualTo(rates.schedule(5, year, NODES));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KILL each-host 1 6h | line 1",
                "EXPLODE each-host 1 6h why | EXPLODE",
                "KILL moon 1 6h why | MOON",
                "KILL each-host -1 6h why | 0 to 9999",
                "KILL each-host 1 6x why | 6x",
                "CUT edge 1 6h why | place",
                "# nothing | no line"
            })
    void brokenRatesNameTheLine(String text, String named) {
        assertThatThrownBy(() -> Rates.parse(text))
                .hasMessageContaining("rates")
                .hasMessageContaining(named);
    }

    @Test
    void aYearsFailuresAreNamedByWhatTheyWere() {
        Rates rates = Rates.parse(
                """
                KILL all-hosts 800 20m test
                KILL edge      800 10m test
                KILL site      400 10m test
                CUT  vpn       800 10m test
                """);
        Report report = new Simulation(Variants.of("reference"), new Deciders(), rates)
                .run(Scenario.LIFE, 2, 1, 3 * 86_400_000L, done -> {});
        assertThat(report.violations()).as("%s", report.broken()).isZero();
        assertThat(report.times().rto().keySet()).contains("both-hosts-die", "edge-dies", "cloud-cut", "site-dies");
        assertThat(report.times().projection().get("both-hosts-die").max()).isGreaterThan(0);
        report.times().rpo().values().forEach(lost -> assertThat(lost.max()).isZero());
        assertThat(report.availability()).isBetween(0.5, 0.999);
        assertThat(report.worst().orElseThrow().failure()).isIn("site-dies", "host-and-edge-die", "both-hosts-die");
    }

    @Test
    void everyFrontDoorLeavesADeadHostWithinItsOwnChecksBound() {
        for (Loss loss : List.of(Loss.NONE, Loss.independent(0.05), Loss.bursty(0.1, 500))) {
            Settings settings = Variants.of("reference").withLoss(loss);
            Report report =
                    new Simulation(settings, new Deciders()).run(Scenario.PRIMARY_DIES, 40, 1, 300_000, done -> {});
            assertThat(report.roles().missedRoutes()).as("%s", loss).isZero();
            assertThat(report.times().routed().get("primary-dies").max())
                    .isLessThanOrEqualTo(settings.routes().fallBound() + settings.clientEvery());
        }
    }

    @Test
    void aLateAnswerFailsACheckAndASlowHostIsNotTakenForDead() {
        Schedule slow = new Schedule(1, 300_000, List.of(new Fault(60_000, Fault.Kind.SLOW, 0, -1, 200_000)));
        int[] seen = new int[4];
        new World(Variants.of("reference"), slow, new Deciders(), new Watcher() {
                    @Override
                    public void checked(
                            Replica replica,
                            int site,
                            io.prontuario.continuity.model.Observation.CheckResult result,
                            long now) {
                        if (site == 0 && now > 62_000 && now < 260_000) {
                            seen[result.ordinal()]++;
                        }
                    }
                })
                .run();
        assertThat(seen[0]).as("serving").isGreaterThan(50);
        assertThat(seen[1]).as("unready").isBetween(6, 40);
        assertThat(seen[2]).as("dead").isZero();
    }

    @Test
    void aFarCloudIsCheckedAsLateAsItsPacketsArrive() {
        Settings near = Variants.of("reference").withDelay(new Delay(20, 5));
        Settings far = Variants.of("reference").withDelay(new Delay(300, 5)); // 600 ms: beyond the front door's 500 ms
        Report answered = new Simulation(near, new Deciders()).run(Scenario.BOTH_HOSTS_DIE, 5, 1, 300_000, done -> {});
        Report late = new Simulation(far, new Deciders()).run(Scenario.BOTH_HOSTS_DIE, 5, 1, 300_000, done -> {});
        assertThat(answered.availability()).isGreaterThan(0.999);
        assertThat(late.availability()).isLessThan(0.7);
    }
}
