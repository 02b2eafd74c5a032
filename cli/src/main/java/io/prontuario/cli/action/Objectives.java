package io.prontuario.cli.action;

import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.DrillSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.util.Map;

/**
 * Objectives that thresholds have to meet.
 *
 * @param decisionMillis longest time from a host's silent death to the decision
 * @param doubtsPerYear how often a year a healthy host may look dead to one operator, at most
 * @param writeGapMillis longest time without an acknowledged write after the writer's silent death
 */
public record Objectives(long decisionMillis, double doubtsPerYear, long writeGapMillis) {
    /** Used without a drill budget: R-HA-04 asks for a failover in less than 30 s. */
    private static final long DEFAULT_DECISION = 30_000;
    /** What the record promises with its own detection timings. */
    private static final long DEFAULT_WRITE_GAP = 8_000;

    /** The stated objectives, and the rest from the platform's drill budgets. */
    public static Objectives of(PlatformSpec spec, Map<String, String> stated) {
        long decision = spec.drills().stream()
                .filter(drill -> drill.scenario() == DrillSpec.Scenario.PrimaryDown)
                .mapToLong(drill -> Durations.parse(drill.budget().rto()).toMillis())
                .filter(rto -> rto > 0)
                .min()
                .orElse(DEFAULT_DECISION);
        double doubts = 1;
        long writeGap = DEFAULT_WRITE_GAP;
        for (Map.Entry<String, String> one : stated.entrySet()) {
            switch (one.getKey()) {
                case "decision" -> decision = duration(one);
                case "writes" -> writeGap = duration(one);
                case "doubts" -> doubts = number(one);
                default -> throw new IllegalArgumentException("objective: there is no \"" + one.getKey()
                        + "\"; write decision=DURATION, doubts=NUMBER (a year) or writes=DURATION");
            }
        }
        return new Objectives(decision, doubts, writeGap);
    }

    private static long duration(Map.Entry<String, String> stated) {
        return Durations.tryParse(stated.getValue())
                .filter(value -> !value.isZero())
                .orElseThrow(() -> bad(stated, "a duration such as 20s"))
                .toMillis();
    }

    private static double number(Map.Entry<String, String> stated) {
        try {
            double value = Double.parseDouble(stated.getValue());
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    bad(stated, "a number a year, 0 or more").getMessage(), e);
        }
        throw bad(stated, "a number a year, 0 or more");
    }

    private static IllegalArgumentException bad(Map.Entry<String, String> stated, String wanted) {
        return new IllegalArgumentException(
                "objective: " + stated.getKey() + "=" + stated.getValue() + " is not possible; write " + wanted);
    }
}
