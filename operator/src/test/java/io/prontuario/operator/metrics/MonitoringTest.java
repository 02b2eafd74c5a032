package io.prontuario.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every metric that alerts and the dashboard use exists. */
class MonitoringTest {
    /** Metrics of postgres_exporter, which a hospital runs beside its database. */
    private static final Set<String> OF_THE_DATABASE =
            Set.of("pg_replication_lag_seconds", "pg_replication_is_replica", "pg_stat_replication_pg_wal_lsn_diff");

    @Test
    void everyMetricOfTheDashboardExists() throws Exception {
        JsonNode dashboard = read("dashboard.json");
        List<String> expressions = new ArrayList<>();
        dashboard.findValues("expr").forEach(expr -> expressions.add(expr.asText()));
        dashboard.at("/templating/list").findValues("query").forEach(query -> expressions.add(query.asText()));
        assertThat(expressions).hasSizeGreaterThan(15);
        Set<String> known = MetricNames.ofTheOperator();
        assertThat(expressions).allSatisfy(expr -> assertThat(known).containsAll(MetricNames.in(expr)));
        assertThat(expressions.stream().filter(expr -> MetricNames.in(expr).isEmpty()))
                .as("every query names a metric")
                .allMatch(expr -> expr.isEmpty() || expr.equals("prometheus"));
    }

    @Test
    void panelsDoNotOverlapAndSayWhatTheyShow() throws Exception {
        Set<String> cells = new TreeSet<>();
        for (JsonNode panel : read("dashboard.json").get("panels")) {
            assertThat(panel.get("title").asText()).isNotBlank();
            JsonNode at = panel.get("gridPos");
            assertThat(at.get("x").asInt() + at.get("w").asInt()).isLessThanOrEqualTo(24);
            for (int x = 0; x < at.get("w").asInt(); x++) {
                for (int y = 0; y < at.get("h").asInt(); y++) {
                    String cell = (at.get("x").asInt() + x) + "," + (at.get("y").asInt() + y);
                    assertThat(cells.add(cell))
                            .as("%s at %s", panel.get("title"), cell)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void everyMetricOfTheAlertsExistsAndTheRequiredAlertsKeepTheirNames() throws Exception {
        JsonNode alerts = read("alerts.yaml");
        Set<String> known = new TreeSet<>(MetricNames.ofTheOperator());
        known.addAll(OF_THE_DATABASE);
        assertThat(alerts.findValues("expr"))
                .allSatisfy(expr -> assertThat(known).containsAll(MetricNames.in(expr.asText())))
                .allSatisfy(expr -> assertThat(MetricNames.in(expr.asText())).isNotEmpty());
        assertThat(alerts.findValuesAsText("alert"))
                .contains("MacStudioDown", "DatabaseReplicationLag", "GCPFallbackActivated", "HAClusterDegraded");
    }

    private static JsonNode read(String name) throws Exception {
        try (var in = MonitoringTest.class.getResourceAsStream("/monitoring/" + name)) {
            return (name.endsWith(".json") ? new ObjectMapper() : new ObjectMapper(new YAMLFactory())).readTree(in);
        }
    }
}
