package io.prontuario.cli.output;

import io.prontuario.continuity.model.Mode;
import io.prontuario.simulator.Histogram;
import io.prontuario.simulator.Report;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Two platforms on the same seeds: the figures that differ. */
public final class SimulationComparison {
    private final Table table;
    private int same;

    private SimulationComparison(String first, String second) {
        table = new Table("WHAT", first, second, "DIFFERENCE");
    }

    public static String of(String firstName, Report first, String secondName, Report second) {
        SimulationComparison both = new SimulationComparison(firstName, secondName);
        both.row("availability, %", 100 * first.availability(), 100 * second.availability());
        both.row(
                "role changes without a reason, a day",
                first.falseRoleChangesPerDay(),
                second.falseRoleChangesPerDay());
        both.row("mark-downs without a reason, a day", first.falseMarkDownsPerDay(), second.falseMarkDownsPerDay());
        both.row(
                "deaths not decided in time",
                first.roles().missedDeaths(),
                second.roles().missedDeaths());
        both.row(
                "deaths still used by a front door",
                first.roles().missedRoutes(),
                second.roles().missedRoutes());
        both.row("violations", first.violations(), second.violations());
        both.spreads("no answer, ms", first.times().rto(), second.times().rto());
        both.spreads(
                "no write taken, ms", first.times().writes(), second.times().writes());
        both.spreads(
                "acknowledged and lost, ms", first.times().rpo(), second.times().rpo());
        both.spreads(
                "not in the cloud, ms",
                first.times().projection(),
                second.times().projection());
        both.spreads("routed around, ms", first.times().routed(), second.times().routed());
        both.spreads("decided, ms", first.times().decision(), second.times().decision());
        for (Mode mode : Mode.values()) {
            both.row(
                    "time in " + mode + ", %",
                    100 * first.modes().getOrDefault(mode, 0.0),
                    100 * second.modes().getOrDefault(mode, 0.0));
        }
        return (both.table.isEmpty() ? "no figure differs" : both.table.toString()) + "\n\n" + both.same
                + " figures are the same; both ran " + first.schedules() + " schedules, seeds from " + first.seed()
                + "\n";
    }

    private void spreads(String what, Map<String, Histogram> first, Map<String, Histogram> second) {
        TreeSet<String> failures = new TreeSet<>(first.keySet());
        failures.addAll(second.keySet());
        for (String failure : failures) {
            Histogram a = first.getOrDefault(failure, new Histogram());
            Histogram b = second.getOrDefault(failure, new Histogram());
            row(failure + ": " + what + ", p50", a.quantile(0.5), b.quantile(0.5));
            row(failure + ": " + what + ", p99", a.quantile(0.99), b.quantile(0.99));
            row(failure + ": " + what + ", max", a.max(), b.max());
        }
    }

    private void row(String what, double first, double second) {
        if (number(first).equals(number(second))) {
            same++;
            return;
        }
        table.row(what, number(first), number(second), (second > first ? "+" : "") + number(second - first));
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.4f", value);
        return text.replaceAll("\\.?0+$", "");
    }
}
