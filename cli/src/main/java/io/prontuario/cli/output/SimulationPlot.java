package io.prontuario.cli.output;

import io.prontuario.continuity.model.Mode;
import io.prontuario.simulator.Histogram;
import io.prontuario.simulator.Report;
import java.util.Locale;
import java.util.Map;

/**
 * A report as one self-contained SVG: by failure, how long clients waited and how long the decision took, on a logarithmic scale,
 * and the time in each mode. Every bar has its figures as text.
 */
public final class SimulationPlot {
    private static final int LEFT = 190;
    private static final int SCALE = 560;
    private static final int RIGHT = 280;
    private static final int ROW = 26;
    private static final int TOP = 104;
    /** From 10 ms to 1000 s. */
    private static final int DECADES = 5;

    private static final String[] MARKS = {"10 ms", "100 ms", "1 s", "10 s", "100 s", "1000 s"};

    private final StringBuilder svg = new StringBuilder();
    private int y = TOP;

    private SimulationPlot() {}

    /** @param name of what was simulated */
    public static String of(Report report, String name) {
        SimulationPlot plot = new SimulationPlot();
        plot.group(
                "clients got no answer (p50 to max)", "#c0504d", report.times().rto());
        plot.group("no write was acknowledged", "#9bbb59", report.times().writes());
        plot.group(
                "not yet in the cloud when it answered",
                "#8064a2",
                report.times().projection());
        plot.group(
                "routed around by every front door", "#4f81bd", report.times().routed());
        plot.group("decided by the operator", "#31859c", report.times().decision());
        int bottom = plot.y;
        plot.modes(report.modes());
        int height = plot.y + 14;
        int width = LEFT + SCALE + RIGHT;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + width + " " + height + "\" width=\"" + width
                + "\" height=\"" + height
                + "\" role=\"img\" font-family=\"sans-serif\" font-size=\"12\" fill=\"#222\">\n<title>" + escape(name)
                + "</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n" + head(report, name) + grid(bottom)
                + plot.svg + "</svg>\n";
    }

    private static String head(Report report, String name) {
        String ran = String.format(
                Locale.ROOT,
                "%.1f simulated days in %d schedules, seeds from %d; %.4f %% of requests answered",
                report.days(),
                report.schedules(),
                report.seed(),
                report.availability() * 100);
        String found = String.format(
                Locale.ROOT,
                "%.1f role changes a year without a reason; %d of %d deaths of hosts not acted on in time; %d violations",
                report.falseRoleChangesPerDay() * 365,
                report.roles().missedDeaths(),
                report.roles().deaths(),
                report.violations());
        return text(10, 24, "font-size=\"16\" font-weight=\"bold\"", escape(name))
                + text(10, 44, "", ran)
                + text(10, 62, "", found);
    }

    private static String grid(int bottom) {
        StringBuilder lines = new StringBuilder();
        for (int decade = 0; decade <= DECADES; decade++) {
            int x = LEFT + SCALE * decade / DECADES;
            lines.append("<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#ddd\"/>%n"
                    .formatted(x, TOP - 16, x, bottom));
            lines.append(text(x, TOP - 20, "text-anchor=\"middle\" fill=\"#666\"", MARKS[decade]));
        }
        return lines.toString();
    }

    private void group(String title, String colour, Map<String, Histogram> spreads) {
        if (spreads.isEmpty()) {
            return;
        }
        svg.append(text(10, y + 14, "font-weight=\"bold\"", title));
        y += ROW;
        spreads.forEach((failure, spread) -> {
            bar(failure, spread, colour);
            y += ROW;
        });
    }

    private void bar(String failure, Histogram spread, String colour) {
        int from = x(spread.quantile(0.5));
        int to = Math.max(x(spread.max()), from + 3);
        int p99 = x(spread.quantile(0.99));
        svg.append(text(LEFT - 8, y + 13, "text-anchor=\"end\"", escape(failure)));
        svg.append("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"16\" fill=\"%s\" fill-opacity=\"0.75\"/>%n"
                .formatted(from, y, to - from, colour));
        svg.append("<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#000\" stroke-width=\"2\"/>%n"
                .formatted(p99, y - 2, p99, y + 18));
        svg.append(text(
                LEFT + SCALE + 8,
                y + 13,
                "",
                "p50 %s, p99 %s, max %s (%d)"
                        .formatted(
                                seconds(spread.quantile(0.5)),
                                seconds(spread.quantile(0.99)),
                                seconds(spread.max()),
                                spread.count())));
    }

    private static int x(long millis) {
        double decades = Math.log10(Math.max(10, millis)) - 1;
        return LEFT + (int) (SCALE * Math.min(decades, DECADES) / DECADES);
    }

    private static String seconds(long millis) {
        return millis < 1000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    private void modes(Map<Mode, Double> modes) {
        y += ROW / 2;
        svg.append(text(10, y + 14, "font-weight=\"bold\"", "time in each mode"));
        y += ROW;
        double from = 0;
        StringBuilder words = new StringBuilder();
        for (Map.Entry<Mode, Double> mode : modes.entrySet()) {
            int x = LEFT + (int) Math.round(SCALE * from);
            from += mode.getValue();
            int width = LEFT + (int) Math.round(SCALE * from) - x;
            svg.append("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"16\" fill=\"%s\"><title>%s</title></rect>%n"
                    .formatted(x, y, width, colour(mode.getKey()), mode.getKey()));
            words.append(words.isEmpty() ? "" : ", ")
                    .append(String.format(Locale.ROOT, "%s %.3f %%", mode.getKey(), mode.getValue() * 100));
        }
        y += ROW;
        svg.append(text(LEFT, y + 8, "", words.toString()));
        y += ROW / 2;
    }

    private static String colour(Mode mode) {
        return switch (mode) {
            case FULL -> "#4a9d5b";
            case DEGRADED -> "#e2b33c";
            case FAILBACK -> "#4f81bd";
            case EMERGENCY -> "#d9822b";
            case OUTAGE -> "#b02a2a";
        };
    }

    private static String text(int x, int y, String attributes, String words) {
        return "<text x=\"%d\" y=\"%d\" %s>%s</text>%n".formatted(x, y, attributes, words);
    }

    private static String escape(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
