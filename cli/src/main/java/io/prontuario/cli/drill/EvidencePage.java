package io.prontuario.cli.drill;

import io.prontuario.crds.v1alpha1.DrillWrites;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One page that needs no other file: figures, phases, and every request on a time line. */
final class EvidencePage {
    private static final int LEFT = 60;
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 260;

    private EvidencePage() {}

    static String html(Evidence run) {
        StringBuilder page = new StringBuilder();
        page.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(text(run.name()))
                .append("</title><style>body{font-family:sans-serif;margin:2em;max-width:1100px}td,th{text-align:left;"
                        + "padding:.2em 1em .2em 0}.bad{color:#b00}.good{color:#070}</style></head><body>\n");
        page.append("<h1>")
                .append(text(run.test().scenario()))
                .append(" by ")
                .append(text(run.test().driver()))
                .append("</h1>\n");
        boolean good = run.result().verdict() == Evidence.Verdict.PASSED;
        page.append("<p class=\"")
                .append(good ? "good" : "bad")
                .append("\"><b>")
                .append(run.result().verdict())
                .append("</b>: ")
                .append(text(run.result().why()))
                .append("</p>\n<table>\n");
        row(page, "platform", run.test().platform());
        row(page, "targets", String.join(", ", run.test().targets()));
        row(page, "began", run.times().startedAt());
        row(page, "fault in force", run.times().injectedAt());
        row(page, "fault ended", run.times().endedAt());
        row(page, "restored", run.times().restoredAt());
        row(
                page,
                "outage as the client saw it",
                run.clients().outageMillis() + " ms (objective "
                        + run.expected().budgetMillis() + " ms)");
        DrillWrites writes = run.result().writes();
        row(page, "writes", writes == null ? null : writes.message());
        row(page, "recovery point", writes == null ? null : writes.rpo());
        row(page, "longest time without an acknowledged write", writes == null ? null : writes.longestGap());
        row(
                page,
                "requests",
                run.clients().requests() + ", failed " + run.clients().failed());
        row(
                page,
                "predicted",
                (run.expected().predictedClientsMillis() == null
                                ? ""
                                : "clients " + run.expected().predictedClientsMillis() + " ms, ")
                        + "roles " + run.expected().predictedRolesMillis() + " ms");
        row(page, "specification", run.test().configurationHash());
        Evidence.Comparison last = run.result().lastRun();
        row(
                page,
                "last run",
                last == null
                        ? null
                        : last.name() + ": " + last.verdict() + ", outage " + last.outageMillis() + " ms (this one "
                                + (last.outageDifference() >= 0 ? "+" : "") + last.outageDifference() + " ms), "
                                + (last.sameSpec() ? "the same specification" : "another specification"));
        page.append("</table>\n<h2>Time line</h2>\n").append(plot(run));
        page.append("<h2>Phases after the fault</h2>\n<table><tr><th>transition</th><th>phase</th><th>ms</th></tr>\n");
        run.phases().forEach(phase -> page.append("<tr><td>")
                .append(text(phase.transition()))
                .append("</td><td>")
                .append(text(phase.phase()))
                .append("</td><td>")
                .append(phase.millis())
                .append("</td></tr>\n"));
        return page.append("</table>\n</body></html>\n").toString();
    }

    /** Every request: when it was due, and how long it took; failures in red at the top. */
    private static String plot(Evidence run) {
        long end = Math.max(
                1, run.samples().stream().mapToLong(Evidence.Sample::at).max().orElse(1));
        long slowest = Math.max(
                100,
                run.samples().stream().mapToLong(Evidence.Sample::millis).max().orElse(1));
        StringBuilder svg = new StringBuilder(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-size=\"11\">\n"
                        .formatted(LEFT + WIDTH + 20, HEIGHT + 40));
        svg.append("<rect x=\"%d\" y=\"0\" width=\"%d\" height=\"%d\" fill=\"#f7f7f7\"/>\n"
                .formatted(LEFT, WIDTH, HEIGHT));
        svg.append(
                "<text x=\"0\" y=\"12\">%d ms</text><text x=\"0\" y=\"%d\">0 ms</text>\n".formatted(slowest, HEIGHT));
        svg.append("<text x=\"%d\" y=\"%d\">0 s</text><text x=\"%d\" y=\"%d\">%s s</text>\n"
                .formatted(
                        LEFT,
                        HEIGHT + 14,
                        LEFT + WIDTH - 30,
                        HEIGHT + 14,
                        String.format(Locale.ROOT, "%.1f", end / 1000.0)));
        mark(svg, run, run.times().injectedAt(), "fault", end);
        mark(svg, run, run.times().endedAt(), "end", end);
        mark(svg, run, run.times().restoredAt(), "restored", end);
        for (Evidence.Sample sample : run.samples()) {
            long x = LEFT + sample.at() * WIDTH / end;
            long y = HEIGHT - sample.millis() * (HEIGHT - 20) / slowest;
            svg.append("<circle cx=\"%d\" cy=\"%d\" r=\"2\" fill=\"%s\"><title>%s, %d ms</title></circle>\n"
                    .formatted(
                            x,
                            y,
                            sample.answered() ? colour(sample.site()) : "#c00",
                            sample.answered() ? text(sample.site()) : "failed",
                            sample.millis()));
        }
        return svg.append("</svg>\n").toString();
    }

    private static void mark(StringBuilder svg, Evidence run, @Nullable String at, String label, long end) {
        if (at == null) {
            return;
        }
        long after = Duration.between(Instant.parse(run.times().startedAt()), Instant.parse(at))
                .toMillis();
        long x = LEFT + Math.min(end, Math.max(0, after)) * WIDTH / end;
        svg.append("<line x1=\"%d\" y1=\"0\" x2=\"%d\" y2=\"%d\" stroke=\"#888\"/><text x=\"%d\" y=\"%d\">%s</text>\n"
                .formatted(x, x, HEIGHT, x + 2, HEIGHT + 28, label));
    }

    /** A site has the same colour on every page. */
    private static String colour(String site) {
        if ("cloud".equals(site)) {
            return "#27c";
        }
        return "hsl(" + (Math.floorMod(site.hashCode(), 90) + 90) + ",60%,35%)";
    }

    private static void row(StringBuilder page, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            page.append("<tr><th>")
                    .append(name)
                    .append("</th><td>")
                    .append(text(value))
                    .append("</td></tr>\n");
        }
    }

    static String text(String raw) {
        return raw.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
