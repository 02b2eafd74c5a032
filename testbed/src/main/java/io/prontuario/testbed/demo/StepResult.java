package io.prontuario.testbed.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A judged step.
 *
 * @param requests GETs that were due in the step
 * @param failed how many of them failed, those within the step's grace included
 * @param slowestMillis the slowest answered GET
 * @param streamsBroken token streams that did not reach their end marker
 * @param routedMillis from the fault to the first answer by a site that lives; where no serving site died, the longest gap
 *     between answers after the fault
 * @param statusMillis from the fault to the required status; null where the step requires none, or it was never seen
 * @param passed nothing failed beyond the grace, only streams of the dying site broke, and order and states were as required
 * @param withinLimit whether the slowest GET kept its bar; judged over five runs by the benchmark, so not part of {@code passed}
 */
public record StepResult(
        Step step,
        int requests,
        int failed,
        long slowestMillis,
        int streamsBroken,
        long routedMillis,
        @Nullable Long statusMillis,
        boolean passed,
        boolean withinLimit,
        List<StepCheck> checks) {
    public StepResult {
        checks = List.copyOf(checks);
    }
}
