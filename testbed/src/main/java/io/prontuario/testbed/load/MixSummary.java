package io.prontuario.testbed.load;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The mix by kind: how many, how fast, and every failure. Pure. */
public final class MixSummary {
    /**
     * @param told requests that were told what is not offered now, by what
     * @param failed requests that failed, by why
     */
    public record Row(
            String kind,
            int requests,
            long p50Millis,
            long p99Millis,
            Map<String, Integer> told,
            Map<String, Integer> failed) {
        public int failures() {
            return failed.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    private MixSummary() {}

    public static List<Row> of(List<MixRecord> records) {
        Map<MixKind, List<MixRecord>> byKind = new EnumMap<>(MixKind.class);
        records.forEach(record ->
                byKind.computeIfAbsent(record.kind(), k -> new ArrayList<>()).add(record));
        List<Row> rows = new ArrayList<>();
        byKind.forEach((kind, of) -> rows.add(row(kind, of)));
        return rows;
    }

    private static Row row(MixKind kind, List<MixRecord> records) {
        Map<String, Integer> told = new TreeMap<>();
        Map<String, Integer> failed = new TreeMap<>();
        for (MixRecord record : records) {
            if (record.result() instanceof MixRecord.Result.Told no) {
                told.merge(no.what(), 1, Integer::sum);
            } else if (record.result() instanceof MixRecord.Result.Failed broken) {
                failed.merge(broken.kind() + " (" + broken.detail() + ")", 1, Integer::sum);
            }
        }
        long[] millis = records.stream()
                .filter(record -> record.result() instanceof MixRecord.Result.Done)
                .mapToLong(record -> TimeUnit.NANOSECONDS.toMillis(record.latencyNanos()))
                .sorted()
                .toArray();
        return new Row(kind.title(), records.size(), quantile(millis, 0.5), quantile(millis, 0.99), told, failed);
    }

    /** Of sorted values; 0 when there are none. */
    static long quantile(long[] sorted, double part) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)];
    }

    /** One line a kind. */
    public static String text(List<Row> rows) {
        StringBuilder text = new StringBuilder();
        for (Row row : rows) {
            text.append("%s%-14s %5d requests, p50 %d ms, p99 %d ms%s%s"
                    .formatted(
                            text.isEmpty() ? "" : "\n",
                            row.kind(),
                            row.requests(),
                            row.p50Millis(),
                            row.p99Millis(),
                            row.told().isEmpty() ? "" : ", told " + row.told(),
                            row.failed().isEmpty() ? "" : ", failed " + row.failed()));
        }
        return text.toString();
    }
}
