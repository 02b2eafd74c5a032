package io.prontuario.cli.action;

import io.prontuario.continuity.model.Detection;
import io.prontuario.simulator.Histogram;
import io.prontuario.simulator.Loss;
import io.prontuario.simulator.Rates;
import io.prontuario.simulator.Report;
import io.prontuario.simulator.Scenario;
import io.prontuario.simulator.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Searches the timings by which a writer is found lost. For each threshold the fastest timings that are expected to move the writer
 * rarely enough are simulated beside the platform's own: the writer's silent death again and again, and a quiet day on the same network.
 */
public final class DetectionSuggestionService {
    private static final long[] INTERVALS = {500, 1000, 2000, 5000};
    private static final long[] TIMEOUTS = {250, 500, 1000, 2000};
    private static final int MOST_FAILURES = 6;
    private static final int DEATHS = 40;
    private static final long DEATH_MILLIS = 200_000;
    private static final int QUIET_DAYS = 1;
    private static final double YEAR_MILLIS = 365.0 * 86_400_000;
    /** A member says that no WAL arrives when this many signs of life in a row did not. */
    private static final int SIGNS_OF_LIFE = 3;
    /** A move costs seconds of writing and loses nothing: one a month is the most. */
    private static final double MOST_A_YEAR = 12;

    private DetectionSuggestionService() {}

    /**
     * One simulated set of timings.
     *
     * @param current whether they are the platform's own
     * @param worstGap longest time without an acknowledged write after the writer's silent death, milliseconds
     * @param falseMoves epochs that were ended though their writer was well
     * @param expected of those, a year, by formula
     */
    public record Tried(Detection detection, boolean current, long worstGap, long falseMoves, double expected) {
        boolean meets(Objectives objectives) {
            return falseMoves == 0 && worstGap <= objectives.writeGapMillis() && expected <= MOST_A_YEAR;
        }
    }

    /** @param suggested empty when nothing that was tried meets the objectives */
    public record Suggestion(List<Tried> tried, Optional<Tried> suggested) {}

    public static Suggestion of(Settings settings, Objectives objectives, long seed, IntConsumer progress) {
        Detection current = settings.detection();
        List<Detection> finalists = finalists(current, settings.loss(), objectives);
        List<Tried> tried = new ArrayList<>();
        for (Detection one : finalists) {
            tried.add(tryOut(settings.withDetection(one), one.equals(current), seed));
            progress.accept(tried.size() * 100 / finalists.size());
        }
        Optional<Tried> best = tried.stream()
                .filter(one -> one.meets(objectives))
                .min(Comparator.comparingLong(Tried::worstGap)); // of equals the first, which is the platform's own
        return new Suggestion(tried, best);
    }

    /**
     * How often a year a writer that is well is found lost: {@code year / interval * p^failures * p^signs * p}, where p is the chance
     * that a packet there or its answer is lost. All polls of a run fail, one member hears no sign of life, and the other neither does
     * nor answers its poll.
     */
    static double expected(Detection detection, Loss loss) {
        double lost = 1 - Math.pow(1 - loss.probability(), 2);
        double polls = loss.burstMillis() == 0
                ? Math.pow(lost, detection.failureThreshold())
                : lost * Math.pow(stillLost(lost, detection, loss), detection.failureThreshold() - 1.0);
        return YEAR_MILLIS / detection.interval().toMillis() * polls * Math.pow(lost, SIGNS_OF_LIFE + 1.0);
    }

    /** Chance of a loss one interval after a loss: the same burst still lasts, or another one has begun. */
    private static double stillLost(double lost, Detection detection, Loss loss) {
        double same = Math.exp(-detection.interval().toMillis() / (double) loss.burstMillis());
        return same + (1 - same) * lost;
    }

    private static List<Detection> finalists(Detection current, Loss loss, Objectives objectives) {
        List<Detection> finalists = new ArrayList<>(List.of(current));
        for (int failures = 1; failures <= MOST_FAILURES; failures++) {
            List<Detection> possible = new ArrayList<>();
            for (long interval : INTERVALS) {
                for (long timeout : TIMEOUTS) {
                    if (timeout < interval) {
                        possible.add(new Detection(Duration.ofMillis(interval), Duration.ofMillis(timeout), failures));
                    }
                }
            }
            possible.stream()
                    .filter(one -> one.bound().toMillis() <= objectives.writeGapMillis())
                    .filter(one -> expected(one, loss) <= MOST_A_YEAR)
                    .min(Comparator.comparing(Detection::bound))
                    .filter(one -> !one.equals(current))
                    .ifPresent(finalists::add);
        }
        return finalists;
    }

    private static Tried tryOut(Settings settings, boolean current, long seed) {
        Rates none = Rates.published();
        Report deaths = SimulationService.of(
                settings,
                new SimulationService.Plan(Scenario.PRIMARY_DIES, DEATHS, DEATH_MILLIS, seed, none),
                done -> {});
        Report quiet = SimulationService.of(
                settings, SimulationService.Plan.days(Scenario.QUIET, QUIET_DAYS, seed, none), done -> {});
        long gap = deaths.times().writes().values().stream()
                .mapToLong(Histogram::max)
                .max()
                .orElse(Long.MAX_VALUE);
        return new Tried(
                settings.detection(),
                current,
                gap,
                quiet.roles().falseWriterMoves() + deaths.roles().falseWriterMoves(),
                expected(settings.detection(), settings.loss()));
    }
}
