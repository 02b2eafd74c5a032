package io.prontuario.cli.output;

import io.prontuario.continuity.model.Mode;
import io.prontuario.simulator.Histogram;
import io.prontuario.simulator.Nodes;
import io.prontuario.simulator.Report;
import java.util.Locale;
import java.util.Map;

/** A simulation's report as text. */
public final class SimulationText {
    private static final double DAYS_A_YEAR = 365;

    private SimulationText() {}

    /** @param nodes to name what failed in the worst schedule */
    public static String of(Report report, Nodes nodes) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "simulated",
                "%.1f days in %d schedules, seeds from %d, %,d events",
                report.days(),
                report.schedules(),
                report.seed(),
                report.events());
        line(text, "availability", "%.4f %% of requests answered", report.availability() * 100);
        line(
                text,
                "role changes",
                "%.1f a year without a reason (%d seen)",
                report.falseRoleChangesPerDay() * DAYS_A_YEAR,
                report.roles().falseRoleChanges());
        line(text, "mark-downs", "%.1f a day without a reason, by the front doors", report.falseMarkDownsPerDay());
        line(
                text,
                "deaths",
                "%d of hosts; %d not decided by the operator in time, %d still used by a front door",
                report.roles().deaths(),
                report.roles().missedDeaths(),
                report.roles().missedRoutes());
        line(text, "time in mode", "%s", modes(report.modes()));
        line(text, "violations", "%d", report.violations());
        report.broken().stream()
                .limit(5)
                .forEach(broken -> line(
                        text,
                        "",
                        "seed %d: %s at %.1f s: %s",
                        broken.seed(),
                        broken.violation().invariant(),
                        broken.violation().at() / 1000.0,
                        broken.violation().message()));
        text.append('\n').append(spreads(report)).append('\n');
        report.worst().ifPresent(worst -> {
            text.append('\n');
            line(
                    text,
                    "worst schedule",
                    "seed %d: no answer for %.1f s (%s)",
                    worst.schedule().seed(),
                    worst.millis() / 1000.0,
                    worst.failure());
            worst.schedule().describe(nodes).lines().limit(12).forEach(fault -> line(text, "", "%s", fault));
        });
        return text.toString();
    }

    private static String modes(Map<Mode, Double> modes) {
        StringBuilder text = new StringBuilder();
        modes.forEach((mode, share) -> text.append(text.isEmpty() ? "" : ", ")
                .append(String.format(Locale.ROOT, "%s %.3f %%", mode, share * 100)));
        return text.toString();
    }

    private static Table spreads(Report report) {
        Table table = new Table("MILLISECONDS", "FAILURE", "TIMES", "P50", "P99", "MAX");
        add(table, "no answer (rto)", report.times().rto());
        add(table, "no write taken", report.times().writes());
        add(table, "acknowledged, lost (rpo)", report.times().rpo());
        add(table, "not in the cloud", report.times().projection());
        add(table, "routed around", report.times().routed());
        add(table, "decided", report.times().decision());
        return table;
    }

    private static void add(Table table, String what, Map<String, Histogram> spreads) {
        spreads.forEach((failure, spread) ->
                table.row(what, failure, spread.count(), spread.quantile(0.5), spread.quantile(0.99), spread.max()));
    }

    private static void line(StringBuilder text, String title, String format, Object... values) {
        text.append((String.format(Locale.ROOT, "%-14s ", title) + String.format(Locale.ROOT, format, values))
                        .stripTrailing())
                .append('\n');
    }
}
