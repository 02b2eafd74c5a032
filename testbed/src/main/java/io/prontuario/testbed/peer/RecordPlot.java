package io.prontuario.testbed.peer;

import io.prontuario.testbed.peer.FaultMeasure.Figures;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The write gap of every run as a dot, a row a fault and system, beside the bar, on a logarithmic scale. Pure. */
final class RecordPlot {
    private static final int LEFT = 480;
    private static final int WIDTH = 600;
    private static final int ROW = 24;
    /** From 10 ms to 1000 s. */
    private static final int DECADES = 5;

    private static final List<String> LABELS = List.of("10 ms", "100 ms", "1 s", "10 s", "100 s", "1000 s");

    private RecordPlot() {}

    static String svg(PeerResults results) {
        Map<String, List<FaultMeasure>> rows = results.rows();
        int height = 50 + rows.size() * ROW;
        StringBuilder svg = new StringBuilder(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n"
                        + "<text x=\"10\" y=\"20\">Longest time without an acknowledged write: every run (dot), at most"
                        + " (red line)</text>%n",
                LEFT + WIDTH + 60, height + 30));
        for (int decade = 0; decade <= DECADES; decade++) {
            int x = LEFT + WIDTH * decade / DECADES;
            svg.append(format(
                    "<line x1=\"%d\" y1=\"35\" x2=\"%d\" y2=\"%d\" stroke=\"#ccc\"/>"
                            + "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                    x, x, height, x, height + 16, LABELS.get(decade)));
        }
        int y = 40;
        for (List<FaultMeasure> row : rows.values()) {
            row(svg, y, row);
            y += ROW;
        }
        return svg.append("</svg>\n").toString();
    }

    private static void row(StringBuilder svg, int y, List<FaultMeasure> row) {
        boolean ours = row.get(0).system().startsWith(Peer.PLATFORM);
        List<Figures> figures = PeerResults.figures(row);
        svg.append(format(
                "<text x=\"10\" y=\"%d\">%s, %s%s</text>%n",
                y + 14,
                row.get(0).scenario(),
                escaped(row.get(0).system()),
                figures.size() == row.size() ? "" : " (" + (row.size() - figures.size()) + " failed)"));
        for (Figures run : figures) {
            svg.append(format(
                    "<circle cx=\"%d\" cy=\"%d\" r=\"4\" fill=\"%s\" fill-opacity=\"0.6\"/>%n",
                    x(run.gapMillis()), y + 10, ours ? "#2a7" : "#c63"));
        }
        worst(row.get(0), ours)
                .ifPresent(worst -> svg.append(format(
                        "<line x1=\"%1$d\" y1=\"%2$d\" x2=\"%1$d\" y2=\"%3$d\" stroke=\"#d00\" stroke-width=\"2\"/>%n",
                        x(worst.toMillis()), y, y + ROW - 4)));
    }

    private static Optional<Duration> worst(FaultMeasure measure, boolean ours) {
        return ours ? Scenario.named(measure.scenario()).bar().worst() : Optional.empty();
    }

    private static int x(long millis) {
        double decades = Math.log10(Math.max(10, millis)) - 1;
        return LEFT + (int) Math.round(WIDTH * Math.min(decades, DECADES) / DECADES);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
