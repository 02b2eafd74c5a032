package io.prontuario.cli.action;

import io.prontuario.continuity.model.Policy;
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
 * Searches the operator's health thresholds. Every combination is judged by two formulas. For each number of failures, the fastest
 * combination with few enough doubts is simulated beside the platform's own thresholds, and only one that met the objectives there
 * is suggested.
 */
public final class SuggestionService {
    private static final long[] INTERVALS = {1000, 2000, 3000, 5000, 10_000, 15_000};
    private static final long[] TIMEOUTS = {500, 1000, 1500, 2000, 3000};
    private static final int MOST_FAILURES = 6;
    private static final int DEATHS = 60;
    private static final int QUIET_DAYS = 1;
    private static final double YEAR_MILLIS = 365.0 * 86_400_000;
    private static final long RETRANSMIT = 1000;

    private SuggestionService() {}

    /** One set of thresholds, in milliseconds. */
    public record Thresholds(long interval, long timeout, int failures) {
        /** Longest time from a silent death to the decision: {@code interval * failures + timeout}. */
        public long bound() {
            return interval * failures + timeout;
        }

        /**
         * How often a year a healthy host looks dead to one operator: {@code year / interval * p^failures}, where p is the chance that a
         * check and all that TCP sends again within the timeout are lost.
         */
        public double doubts(Loss loss) {
            double lost = 1 - Math.pow(1 - loss.probability(), 2); // there or back
            long lastTry = 0;
            double all = lost;
            for (long at = RETRANSMIT; at < timeout; at = 2 * at + RETRANSMIT) {
                all *= loss.burstMillis() == 0 ? lost : stillLost(lost, at - lastTry, loss.burstMillis());
                lastTry = at;
            }
            double next = loss.burstMillis() == 0
                    ? all
                    : all / lost * stillLost(lost, interval - lastTry, loss.burstMillis());
            return YEAR_MILLIS / interval * all * Math.pow(next, failures - 1);
        }

        /** Chance of a loss some time after a loss: the same burst still lasts, or another one has begun. */
        private static double stillLost(double lost, long after, long burst) {
            double same = Math.exp(-after / (double) burst);
            return same + (1 - same) * lost;
        }
    }

    /**
     * One simulated set of thresholds.
     *
     * @param current whether they are the platform's own
     * @param decided longest simulated time to a decision, milliseconds
     * @param falseRoleChanges role changes without a reason
     * @param missed deaths that were not decided in time
     */
    public record Tried(
            Thresholds thresholds, boolean current, long decided, long falseRoleChanges, long missed, double doubts) {
        boolean meets(Objectives objectives) {
            return decided <= objectives.decisionMillis()
                    && falseRoleChanges == 0
                    && missed == 0
                    && doubts <= objectives.doubtsPerYear();
        }
    }

    /** @param suggested empty when nothing that was tried meets the objectives */
    public record Suggestion(Objectives objectives, Loss loss, List<Tried> tried, Optional<Tried> suggested) {}

    public static Suggestion of(Settings settings, Objectives objectives, long seed, IntConsumer progress) {
        Policy policy = settings.policy();
        Thresholds current = new Thresholds(
                policy.thresholds().interval().toMillis(),
                settings.probeTimeout(),
                policy.thresholds().failures());
        List<Thresholds> finalists = finalists(current, settings.loss(), objectives);
        List<Tried> tried = new ArrayList<>();
        for (Thresholds one : finalists) {
            tried.add(tryOut(settings, one, one.equals(current), seed));
            progress.accept(tried.size() * 100 / finalists.size());
        }
        Optional<Tried> best = tried.stream()
                .filter(one -> one.meets(objectives))
                .min(Comparator.comparingLong(Tried::decided)); // the fastest that meets the objectives
        return new Suggestion(objectives, settings.loss(), tried, best);
    }

    private static List<Thresholds> finalists(Thresholds current, Loss loss, Objectives objectives) {
        List<Thresholds> finalists = new ArrayList<>(List.of(current));
        for (int failures = 1; failures <= MOST_FAILURES; failures++) {
            List<Thresholds> possible = new ArrayList<>();
            for (long interval : INTERVALS) {
                for (long timeout : TIMEOUTS) {
                    Thresholds one = new Thresholds(interval, timeout, failures);
                    if (timeout < interval && one.bound() <= objectives.decisionMillis()) {
                        possible.add(one);
                    }
                }
            }
            possible.stream()
                    .min(Comparator.<Thresholds>comparingInt(
                                    one -> one.doubts(loss) <= objectives.doubtsPerYear() ? 0 : 1)
                            .thenComparingLong(Thresholds::bound)
                            .thenComparingDouble(one -> one.doubts(loss)))
                    .filter(one -> !one.equals(current))
                    .ifPresent(finalists::add);
        }
        return finalists;
    }

    private static Tried tryOut(Settings settings, Thresholds one, boolean current, long seed) {
        Settings changed = with(settings, one);
        Rates none = Rates.published();
        Report deaths = SimulationService.of(
                changed, new SimulationService.Plan(Scenario.PRIMARY_DIES, DEATHS, 300_000, seed, none), done -> {});
        Report quiet = SimulationService.of(
                changed, SimulationService.Plan.days(Scenario.QUIET, QUIET_DAYS, seed, none), done -> {});
        long decided = deaths.times().decision().values().stream()
                .mapToLong(spread -> spread.max())
                .max()
                .orElse(Long.MAX_VALUE);
        return new Tried(
                one,
                current,
                decided,
                quiet.roles().falseRoleChanges() + deaths.roles().falseRoleChanges(),
                deaths.roles().missedDeaths(),
                one.doubts(settings.loss()));
    }

    private static Settings with(Settings settings, Thresholds t) {
        Policy p = settings.policy();
        return settings.withProbes(
                new Policy(
                        p.operatorRole(),
                        p.hosts(),
                        p.cloud(),
                        new Policy.Thresholds(
                                Duration.ofMillis(t.interval()),
                                t.failures(),
                                p.thresholds().successes()),
                        p.windows(),
                        p.automation(),
                        p.rateLimit(),
                        p.requests()),
                t.timeout());
    }
}
