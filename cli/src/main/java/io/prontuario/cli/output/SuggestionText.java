package io.prontuario.cli.output;

import io.prontuario.cli.action.DetectionSuggestionService;
import io.prontuario.cli.action.SuggestionService.Suggestion;
import io.prontuario.cli.action.SuggestionService.Thresholds;
import io.prontuario.cli.action.SuggestionService.Tried;
import io.prontuario.crds.Durations;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Simulated thresholds, the suggested ones, and what they cost. */
public final class SuggestionText {
    private SuggestionText() {}

    public static String of(Suggestion suggestion) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "objectives: a silent death is decided within %s; a healthy host looks dead at most %s times a year"
                        + " (loss %.4g %%%s)%n%n",
                time(suggestion.objectives().decisionMillis()),
                count(suggestion.objectives().doubtsPerYear()),
                suggestion.loss().probability() * 100,
                suggestion.loss().burstMillis() == 0
                        ? ""
                        : ", bursts of " + time(suggestion.loss().burstMillis())));
        Table table = new Table(
                "INTERVAL", "TIMEOUT", "FAILURES", "DECIDED BY", "SIMULATED", "DOUBTS/YEAR", "FALSE CHANGES", "");
        for (Tried tried : suggestion.tried()) {
            Thresholds t = tried.thresholds();
            table.row(
                    time(t.interval()),
                    time(t.timeout()),
                    t.failures(),
                    seconds(t.bound()),
                    seconds(tried.decided()),
                    count(tried.doubts()),
                    tried.falseRoleChanges(),
                    mark(suggestion, tried));
        }
        return text.append(table).append("\n\n").append(verdict(suggestion)).toString();
    }

    /** One line of JSON: all simulated thresholds and the suggested ones or null, and the same of the writer's detection. */
    public static String json(Suggestion suggestion, DetectionSuggestionService.Suggestion detection) {
        String tried = suggestion.tried().stream().map(SuggestionText::json).collect(Collectors.joining(","));
        return "{\"decisionMillis\":" + suggestion.objectives().decisionMillis() + ",\"doubtsPerYear\":"
                + suggestion.objectives().doubtsPerYear() + ",\"tried\":[" + tried + "],\"detection\":"
                + DetectionSuggestionText.json(detection) + ",\"suggested\":"
                + suggestion.suggested().map(SuggestionText::json).orElse("null") + "}\n";
    }

    private static String json(Tried tried) {
        Thresholds t = tried.thresholds();
        return String.format(
                Locale.ROOT,
                "{\"interval\":\"%s\",\"timeout\":\"%s\",\"failureThreshold\":%d,\"decidedMillis\":%d,"
                        + "\"doubtsPerYear\":%.4f,\"falseRoleChanges\":%d,\"missedDeaths\":%d}",
                time(t.interval()),
                time(t.timeout()),
                t.failures(),
                tried.decided(),
                tried.doubts(),
                tried.falseRoleChanges(),
                tried.missed());
    }

    private static String mark(Suggestion suggestion, Tried tried) {
        boolean best = suggestion.suggested().equals(Optional.of(tried));
        return tried.current() ? best ? "yours, suggested" : "yours" : best ? "suggested" : "";
    }

    private static String verdict(Suggestion suggestion) {
        if (suggestion.suggested().isEmpty()) {
            return "no thresholds meet both objectives: allow more time (--objective decision=…), more doubts"
                    + " (--objective doubts=…), or improve the network\n";
        }
        Tried best = suggestion.suggested().get();
        Tried yours = suggestion.tried().get(0);
        StringBuilder text = new StringBuilder();
        if (best.current()) {
            text.append("keep yours: no simulated thresholds decide sooner with as few doubts as you allow.\n");
        } else {
            text.append(String.format(
                    Locale.ROOT,
                    "suggested: health: {interval: %s, timeout: %s, failureThreshold: %d}%n",
                    time(best.thresholds().interval()),
                    time(best.thresholds().timeout()),
                    best.thresholds().failures()));
            text.append(String.format(
                    Locale.ROOT,
                    "compared with yours: decided %s %s (%s, yours %s); %s doubts a year, yours %s.%n",
                    seconds(Math.abs(best.decided() - yours.decided())),
                    best.decided() > yours.decided() ? "later" : "sooner",
                    seconds(best.decided()),
                    seconds(yours.decided()),
                    count(best.doubts()),
                    count(yours.doubts())));
        }
        return text.append(
                        "One more failure before a verdict costs one interval and makes doubts rarer. Most doubts change no role:")
                .append(" a front door that still uses the host vetoes the change.\n")
                .toString();
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    private static String time(long millis) {
        return Durations.format(Duration.ofMillis(millis));
    }

    static String count(double value) {
        return value == 0 ? "0" : value < 0.01 ? "<0.01" : String.format(Locale.ROOT, "%.3g", value);
    }
}
