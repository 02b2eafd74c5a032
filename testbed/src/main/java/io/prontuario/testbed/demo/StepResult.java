package io.prontuario.testbed.demo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An evaluated step.
 *
 * @param window its time, recovery included
 * @param writes what users did; null until the load has ended, and where nobody logged in
 */
public record StepResult(
        Step step, Figures figures, List<StepCheck> checks, Window window, @Nullable StepWrites writes) {
    /** From the first nanosecond to the last, exclusive. */
    public record Window(long from, long to) {
        static final Window UNKNOWN = new Window(0, 0);
    }

    public StepResult(Step step, Figures figures, List<StepCheck> checks) {
        this(step, figures, checks, Window.UNKNOWN, null);
    }

    StepResult in(Window other) {
        return new StepResult(step, figures, checks, other, writes);
    }

    /** With the ledger's check among its own. */
    StepResult with(StepWrites judged) {
        List<StepCheck> all = new ArrayList<>(checks);
        all.add(judged.check());
        return new StepResult(step, figures, all, window, judged);
    }

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
