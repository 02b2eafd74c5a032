package io.prontuario.testbed.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Bars of the longest time without an answer, on a logarithmic scale: the systems differ by two orders of magnitude.
 */
final class BenchmarkPlot {
    private static final int LEFT = 260;
    private static final int WIDTH = 620;
    private static final int ROW = 30;
    /** From 10 ms to 100 s. */
    private static final int DECADES = 4;

    private BenchmarkPlot() {}

    static String svg(List<Measurement> measures) {
        Map<String, List<Measurement>> groups = BenchmarkFiles.groups(measures);
        int height = 60 + groups.size() * ROW;
        StringBuilder svg = new StringBuilder();
        svg.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"12\">\n"
                        .formatted(LEFT + WIDTH + 120, height + 20));
        svg.append(
                "<text x=\"10\" y=\"20\">Longest time without any answer after the fault (worst run; failed GETs)</text>\n");
        for (int decade = 0; decade <= DECADES; decade++) {
            int x = LEFT + WIDTH * decade / DECADES;
            svg.append(
                    "<line x1=\"%d\" y1=\"35\" x2=\"%d\" y2=\"%d\" stroke=\"#ccc\"/><text x=\"%d\" y=\"%d\">%s</text>\n"
                            .formatted(x, x, height, x - 12, height + 15, label(decade)));
        }
        int y = 40;
        for (List<Measurement> group : groups.values()) {
            bar(svg, y, group);
            y += ROW;
        }
        return svg.append("</svg>\n").toString();
    }

    private static void bar(StringBuilder svg, int y, List<Measurement> group) {
        long outage = BenchmarkFiles.max(group, Measurement::outageMillis);
        int failed = group.stream().mapToInt(Measurement::failed).sum();
        int requests = group.stream().mapToInt(Measurement::requests).sum();
        int length = (int) Math.max(1, WIDTH * (Math.log10(Math.max(10, outage)) - 1) / DECADES);
        String colour = group.get(0).system().equals(FailoverBenchmark.PRONTUARIO) ? "#2a7" : "#c63";
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"10\" y=\"%d\">%s, %s</text><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"18\" fill=\"%s\"/>"
                        + "<text x=\"%d\" y=\"%d\">%d ms, %d of %d failed</text>%n",
                y + 14,
                group.get(0).system(),
                group.get(0).step(),
                LEFT,
                y,
                length,
                colour,
                LEFT + Math.min(length, WIDTH - 100) + 6,
                y + 14,
                outage,
                failed,
                requests));
    }

    private static String label(int decade) {
        return switch (decade) {
            case 0 -> "10 ms";
            case 1 -> "100 ms";
            case 2 -> "1 s";
            case 3 -> "10 s";
            default -> "100 s";
        };
    }
}
