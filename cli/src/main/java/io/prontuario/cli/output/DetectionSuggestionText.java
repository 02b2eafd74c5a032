package io.prontuario.cli.output;

import io.prontuario.cli.action.DetectionSuggestionService.Suggestion;
import io.prontuario.cli.action.DetectionSuggestionService.Tried;
import io.prontuario.cli.action.Objectives;
import io.prontuario.continuity.model.Detection;
import io.prontuario.crds.Durations;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Simulated timings of the writer's detection, the suggested ones, and what they cost. */
public final class DetectionSuggestionText {
    private DetectionSuggestionText() {}

    public static String of(Suggestion suggestion, Objectives objectives) {
        Table table =
                new Table("INTERVAL", "TIMEOUT", "FAILURES", "WORST WRITE GAP", "FALSE MOVES", "EXPECTED/YEAR", "");
        for (Tried tried : suggestion.tried()) {
            Detection detection = tried.detection();
            table.row(
                    Durations.format(detection.interval()),
                    Durations.format(detection.timeout()),
                    detection.failureThreshold(),
                    seconds(tried.worstGap()),
                    tried.falseMoves(),
                    SuggestionText.count(tried.expected()),
                    mark(suggestion, tried));
        }
        return "the writer's detection: after its silent death writes go on within "
                + seconds(objectives.writeGapMillis()) + ", and lost packets move no writer\n\n" + table + "\n\n"
                + verdict(suggestion);
    }

    private static String verdict(Suggestion suggestion) {
        if (suggestion.suggested().isEmpty()) {
            return "no timings meet both: allow a longer gap (--objective writes=…), or improve the network\n";
        }
        Tried best = suggestion.suggested().get();
        if (best.current()) {
            return "keep yours: worst write gap " + seconds(best.worstGap()) + ".\n";
        }
        Tried yours = suggestion.tried().get(0);
        Detection detection = best.detection();
        return "suggested: data: {postgres: {detection: {interval: " + Durations.format(detection.interval())
                + ", timeout: " + Durations.format(detection.timeout()) + ", failureThreshold: "
                + detection.failureThreshold() + "}}}\nworst write gap " + seconds(best.worstGap()) + ", with yours "
                + seconds(yours.worstGap()) + ".\n";
    }

    /** One object of JSON: all simulated timings, and the suggested ones or null. */
    static String json(Suggestion suggestion) {
        return "{\"tried\":["
                + suggestion.tried().stream().map(DetectionSuggestionText::json).collect(Collectors.joining(","))
                + "],\"suggested\":"
                + suggestion.suggested().map(DetectionSuggestionText::json).orElse("null") + "}";
    }

    private static String json(Tried tried) {
        Detection detection = tried.detection();
        return String.format(
                Locale.ROOT,
                "{\"interval\":\"%s\",\"timeout\":\"%s\",\"failureThreshold\":%d,\"worstWriteGapMillis\":%d,"
                        + "\"falseMoves\":%d,\"expectedPerYear\":%.4f}",
                Durations.format(detection.interval()),
                Durations.format(detection.timeout()),
                detection.failureThreshold(),
                tried.worstGap(),
                tried.falseMoves(),
                tried.expected());
    }

    private static String mark(Suggestion suggestion, Tried tried) {
        boolean best = suggestion.suggested().equals(Optional.of(tried));
        return tried.current() ? best ? "yours, suggested" : "yours" : best ? "suggested" : "";
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
}
