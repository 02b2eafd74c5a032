package io.prontuario.cli.output;

import io.prontuario.continuity.simulate.Report;
import io.prontuario.continuity.simulate.Spread;
import io.prontuario.continuity.simulate.Violation;
import java.util.Locale;
import java.util.Map;

/** A simulation's findings as a table. */
public final class SimulationText {
    private SimulationText() {}

    public static String of(Report report) {
        StringBuilder text = new StringBuilder();
        line(text, "schedules", "%d of 10 minutes, seeds from %d", report.schedules(), report.seed());
        line(text, "simulated", "%.1f days, %,d events", report.simulatedMillis() / 86_400_000.0, report.events());
        line(text, "answered", "%.4f %% of requests", report.availability() * 100);
        line(text, "role changes", "%.2f a day without a reason", report.falseRoleChangesPerDay());
        line(text, "mark-downs", "%.2f a day without a reason, by the front doors", report.falseMarkDownsPerDay());
        line(text, "deaths", "%d, of which not acted on in time: %d", report.deaths(), report.missedDeaths());
        spreads(text, "no answer (ms)", report.rto());
        spreads(text, "decided (ms)", report.decision());
        line(text, "violations", "%d", report.violations().size());
        for (Violation violation : report.violations().stream().limit(5).toList()) {
            line(text, "", "%s at %.1f s: %s", violation.invariant(), violation.at() / 1000.0, violation.message());
        }
        report.worst().ifPresent(worst -> line(text, "worst", "seed %d", worst.seed()));
        return text.toString();
    }

    private static void spreads(StringBuilder text, String title, Map<String, Spread> spreads) {
        spreads.forEach((failure, spread) -> line(
                text,
                title,
                "%-16s p50 %6d  p99 %6d  max %6d",
                failure,
                spread.quantile(0.5),
                spread.quantile(0.99),
                spread.max()));
    }

    private static void line(StringBuilder text, String title, String format, Object... values) {
        text.append(String.format(Locale.ROOT, "%-15s ", title))
                .append(String.format(Locale.ROOT, format, values))
                .append('\n');
    }
}
