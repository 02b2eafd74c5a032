package io.prontuario.testbed.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.prontuario.cli.output.Table;
import io.prontuario.testbed.peer.FaultMeasure.Figures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** Measures of several systems beside each other, as tables and as JSON. Pure. */
public record PeerResults(List<FaultMeasure> faults, List<LatencyMeasure> latencies) {
    /** The system's name in latency measures beside which the others are put. */
    public static final String LONE = "lone PostgreSQL";

    public PeerResults {
        faults = List.copyOf(faults);
        latencies = List.copyOf(latencies);
    }

    /** @param about where and when; comes first */
    public String json(Map<String, Object> about) {
        Map<String, Object> root = new LinkedHashMap<>(about);
        root.put("faults", faults);
        root.put("latencies", latencies);
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public String table() {
        String text = faults.isEmpty() ? "" : faultTable();
        return latencies.isEmpty() ? text : (text.isEmpty() ? "" : text + "\n\n") + latencyTable();
    }

    private String faultTable() {
        Table table = new Table(
                "FAULT",
                "SYSTEM",
                "RUNS",
                "ACKNOWLEDGED",
                "LOST",
                "DOUBLED",
                "TWO WRITERS",
                "UNKNOWN",
                "GAP MEDIAN",
                "GAP MAX",
                "NOTE");
        Map<String, List<FaultMeasure>> groups = faults.stream()
                .collect(Collectors.groupingBy(
                        m -> m.scenario() + "/" + m.system(), LinkedHashMap::new, Collectors.toList()));
        groups.values()
                .forEach(group -> table.row(
                        group.get(0).scenario(),
                        group.get(0).system(),
                        group.size(),
                        sum(group, Figures::acknowledged),
                        sum(group, Figures::lost),
                        sum(group, Figures::doubled),
                        sum(group, Figures::twoWriters),
                        sum(group, Figures::unknown),
                        seconds(median(group, m -> m.figures().gapMillis())),
                        seconds(max(group, m -> m.figures().gapMillis())),
                        group.stream()
                                .map(FaultMeasure::note)
                                .filter(note -> !note.isEmpty())
                                .distinct()
                                .collect(Collectors.joining("; "))));
        return table.toString();
    }

    private String latencyTable() {
        Table table = new Table("COMMITS OF", "RUNS", "CLIENTS", "P50", "P99", "COMMITS/S", "P50 / LONE", "P99 / LONE");
        Map<String, List<LatencyMeasure>> groups = latencies.stream()
                .collect(Collectors.groupingBy(LatencyMeasure::system, LinkedHashMap::new, Collectors.toList()));
        List<LatencyMeasure> lone = groups.getOrDefault(LONE, List.of());
        groups.forEach((system, group) -> {
            double p50 = median(group, LatencyMeasure::p50Millis);
            double p99 = median(group, LatencyMeasure::p99Millis);
            table.row(
                    system,
                    group.size(),
                    group.get(0).clients(),
                    number("%.2f ms", p50),
                    number("%.2f ms", p99),
                    number("%.0f", median(group, LatencyMeasure::commitsPerSecond)),
                    lone.isEmpty() ? "" : number("%.2f", p50 / median(lone, LatencyMeasure::p50Millis)),
                    lone.isEmpty() ? "" : number("%.2f", p99 / median(lone, LatencyMeasure::p99Millis)));
        });
        return table.toString();
    }

    private static int sum(List<FaultMeasure> group, ToIntFunction<Figures> of) {
        return group.stream().map(FaultMeasure::figures).mapToInt(of).sum();
    }

    private static <T> double median(List<T> group, ToDoubleFunction<T> of) {
        double[] sorted = group.stream().mapToDouble(of).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static <T> double max(List<T> group, ToDoubleFunction<T> of) {
        return group.stream().mapToDouble(of).max().orElse(0);
    }

    private static String seconds(double millis) {
        return number("%.1f s", millis / 1000);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
