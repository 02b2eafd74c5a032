package io.prontuario.testbed.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An evaluated step. */
public record StepResult(Step step, Figures figures, List<StepCheck> checks) {
    /**
     * What was measured.
     *
     * @param requests GETs that were due in the step
     * @param failed how many of them failed, those within the step's grace included
     * @param slowestMillis the slowest answered GET
     * @param streamsBroken token streams that did not reach their end marker
     * @param routedMillis from the fault to the first answer by a site that lives; where no serving site died, the
     *     longest gap between answers after the fault
     * @param statusMillis from the fault to the required status; null where the step requires none, or it was never
     *     seen
     */
    public record Figures(
            int requests,
            int failed,
            long slowestMillis,
            int streamsBroken,
            long routedMillis,
            @Nullable Long statusMillis) {}

    public StepResult {
        checks = List.copyOf(checks);
    }

    /**
     * Whether nothing failed beyond the grace, only streams of the dying site broke, and order and states were as
     * required.
     */
    public boolean passed() {
        return checks.stream().allMatch(StepCheck::passed);
    }

    /**
     * Whether the slowest GET kept its limit. The benchmark evaluates that over five runs, so it is not part of
     * {@link #passed}.
     */
    public boolean withinLimit() {
        return figures.slowestMillis() <= step.slowestLimit().toMillis();
    }
}
