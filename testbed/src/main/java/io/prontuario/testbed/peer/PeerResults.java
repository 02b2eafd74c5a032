package io.prontuario.testbed.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.prontuario.cli.output.Table;
import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.peer.FaultMeasure.Figures;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Measures of several systems beside each other, as tables, JSON and a plot. */
public record PeerResults(List<FaultMeasure> faults, List<LatencyMeasure> latencies) {
    /** The system's name in latency measures beside which the others are put. */
    public static final String LONE = "lone PostgreSQL";

    /** A reason can have a whole status in it; JSON has all of it. */
    private static final int CELL = 160;

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public PeerResults {
        faults = List.copyOf(faults);
        latencies = List.copyOf(latencies);
    }

    /** Their file in a folder of results. */
    public static final String FILE = "peers.json";

    public static PeerResults none() {
        return new PeerResults(List.of(), List.of());
    }

    /** @param json as {@link #json} writes it */
    public static PeerResults parse(String json) throws JsonProcessingException {
        if (json.isBlank()) {
            return none();
        }
        JsonNode root = JSON.readTree(json);
        return new PeerResults(
                List.of(JSON.treeToValue(root.path("faults"), FaultMeasure[].class)),
                List.of(JSON.treeToValue(root.path("latencies"), LatencyMeasure[].class)));
    }

    /** In place of the same run of before. */
    PeerResults with(FaultMeasure measure) {
        return new PeerResults(
                Stream.concat(faults.stream().filter(other -> !other.sameAs(measure)), Stream.of(measure))
                        .toList(),
                latencies);
    }

    /** In place of the same run of before, but a lone server's: every system has its own beside it. */
    PeerResults with(LatencyMeasure measure) {
        return new PeerResults(
                faults,
                Stream.concat(
                                latencies.stream()
                                        .filter(other -> other.system().equals(LONE)
                                                || !other.system().equals(measure.system())
                                                || other.run() != measure.run()),
                                Stream.of(measure))
                        .toList());
    }

    boolean has(String system, Scenario scenario, int run) {
        return faults.stream().anyMatch(measure -> measure.is(system, scenario.id(), run));
    }

    boolean hasLatency(String system, int run) {
        return latencies.stream().anyMatch(measure -> measure.system().equals(system) && measure.run() == run);
    }

    /** Runs of one fault of one system each, faults in the scenarios' order. */
    Map<String, List<FaultMeasure>> rows() {
        List<String> order = Arrays.stream(Scenario.values()).map(Scenario::id).toList();
        return faults.stream()
                .sorted(Comparator.comparingInt((FaultMeasure measure) -> order.indexOf(measure.scenario()))
                        .thenComparing(FaultMeasure::run))
                .collect(Collectors.groupingBy(
                        m -> m.scenario() + "/" + m.system(), LinkedHashMap::new, Collectors.toList()));
    }

    /** @param about where and when; comes first */
    public String json(Map<String, Object> about) {
        Map<String, Object> root = new LinkedHashMap<>(about);
        root.put("faults", faults);
        root.put("latencies", latencies);
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As JSON, tables and a plot. @param about as in {@link #json} */
    public void write(Path folder, Map<String, Object> about) {
        UncheckedFiles.replace(folder.resolve(FILE), json(about) + "\n");
        UncheckedFiles.replace(folder.resolve("peers.txt"), table() + "\n");
        UncheckedFiles.replace(folder.resolve("peers.svg"), RecordPlot.svg(this));
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
                "KEPT",
                "MISSED",
                "SAID",
                "NOTE");
        rows().values().forEach(row -> addRow(table, row));
        return table.toString();
    }

    private static void addRow(Table table, List<FaultMeasure> row) {
        List<Figures> figures = figures(row);
        table.row(
                row.get(0).scenario(),
                row.get(0).system(),
                row.size(),
                sum(figures, Figures::acknowledged),
                sum(figures, Figures::lost),
                sum(figures, Figures::doubled),
                sum(figures, Figures::twoWriters),
                sum(figures, Figures::unknown),
                figures.isEmpty() ? "" : seconds(median(figures, Figures::gapMillis)),
                figures.isEmpty() ? "" : seconds(max(figures, Figures::gapMillis)),
                row.stream()
                                .filter(measure -> measure.verdict().outcome() == Verdict.Outcome.KEPT)
                                .count()
                        + " of " + row.size(),
                distinct(Stream.concat(
                        row.stream().map(measure -> measure.verdict().reason()), missedMedian(row, figures).stream())),
                distinct(
                        row.stream().flatMap(measure -> measure.said().stream()).map(Said::brief)),
                distinct(row.stream().map(FaultMeasure::note)));
    }

    /** A bar for half of the runs is about all of them together. */
    private static Optional<String> missedMedian(List<FaultMeasure> row, List<Figures> figures) {
        if (figures.isEmpty() || !row.get(0).system().startsWith(Peer.PLATFORM)) {
            return Optional.empty();
        }
        double median = median(figures, Figures::gapMillis);
        return Scenario.named(row.get(0).scenario())
                .bar()
                .median()
                .filter(bar -> median > bar.toMillis())
                .map(bar -> "median gap " + seconds(median) + ", more than " + seconds(bar.toMillis()));
    }

    static List<Figures> figures(List<FaultMeasure> row) {
        return row.stream()
                .flatMap(measure -> Stream.ofNullable(measure.figures()))
                .toList();
    }

    private static String distinct(Stream<String> texts) {
        return texts.filter(text -> !text.isEmpty())
                .map(text -> text.length() > CELL ? text.substring(0, CELL) + " ..." : text)
                .distinct()
                .collect(Collectors.joining("; "));
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

    private static int sum(List<Figures> figures, ToIntFunction<Figures> of) {
        return figures.stream().mapToInt(of).sum();
    }

    static <T> double median(List<T> group, ToDoubleFunction<T> of) {
        double[] sorted = group.stream().mapToDouble(of).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    static <T> double max(List<T> group, ToDoubleFunction<T> of) {
        return group.stream().mapToDouble(of).max().orElse(0);
    }

    static String seconds(double millis) {
        return number("%.1f s", millis / 1000);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
