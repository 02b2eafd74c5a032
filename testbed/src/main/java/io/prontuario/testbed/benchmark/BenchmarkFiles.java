package io.prontuario.testbed.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.prontuario.cli.output.Table;
import io.prontuario.testbed.demo.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** The benchmark's results as a table, JSON and a plot. */
public final class BenchmarkFiles {
    private BenchmarkFiles() {}

    /** Writes {@code results.json}, {@code results.txt} and {@code results.svg}. @return the table */
    public static String write(Path folder, FailoverBenchmark.Result result) {
        try {
            return writeTo(Files.createDirectories(folder), result);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write results to " + folder, e);
        }
    }

    private static String writeTo(Path folder, FailoverBenchmark.Result result) throws IOException {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("at", Instant.now().toString());
        root.put("cores", Runtime.getRuntime().availableProcessors());
        root.put("held", result.passed());
        root.put("measures", result.measures());
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(folder.resolve("results.json").toFile(), root);
        String table = table(result.measures());
        Files.writeString(folder.resolve("results.txt"), table + "\n");
        Files.writeString(folder.resolve("results.svg"), BenchmarkPlot.svg(result.measures()));
        return table;
    }

    static String table(List<Measurement> measures) {
        Table table = new Table(
                "SYSTEM",
                "STEP",
                "RUNS",
                "GETS",
                "FAILED",
                "SLOWEST MEDIAN",
                "SLOWEST MAX",
                "LIMIT",
                "OUTAGE MAX",
                "STATUS MAX");
        groups(measures).forEach((key, group) -> {
            boolean prontuario = group.get(0).system().equals(FailoverBenchmark.PRONTUARIO);
            table.row(
                    group.get(0).system(),
                    group.get(0).step(),
                    group.size(),
                    group.stream().mapToInt(Measurement::requests).sum(),
                    group.stream().mapToInt(Measurement::failed).sum(),
                    median(group, Measurement::slowestMillis) + " ms",
                    max(group, Measurement::slowestMillis) + " ms",
                    prontuario
                            ? Step.named(group.get(0).step())
                                    .map(step -> step.slowestLimit().toMillis() + " ms")
                                    .orElse("")
                            : "",
                    max(group, Measurement::outageMillis) + " ms",
                    max(group, Measurement::statusMillis) < 0 ? "" : max(group, Measurement::statusMillis) + " ms");
        });
        return table.toString();
    }

    static Map<String, List<Measurement>> groups(List<Measurement> measures) {
        return measures.stream()
                .collect(Collectors.groupingBy(
                        m -> m.system() + "/" + m.step(), LinkedHashMap::new, Collectors.toList()));
    }

    static long median(List<Measurement> group, ToLongFunction<Measurement> of) {
        List<Long> sorted = group.stream()
                .map(of::applyAsLong)
                .sorted(Comparator.naturalOrder())
                .toList();
        return sorted.get(sorted.size() / 2);
    }

    static long max(List<Measurement> group, ToLongFunction<Measurement> of) {
        return group.stream().mapToLong(of).max().orElse(-1);
    }
}
