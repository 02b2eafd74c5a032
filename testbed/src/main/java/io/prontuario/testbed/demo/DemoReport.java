package io.prontuario.testbed.demo;

import java.util.List;

/**
 * The judged demo.
 *
 * @param level how real it was; the level names what it does not prove
 * @param complete whether every ordered step ran to its end and the platform was restored
 */
public record DemoReport(DemoLevel level, List<StepResult> steps, boolean complete) {
    public DemoReport {
        steps = List.copyOf(steps);
    }

    /** On real clusters. */
    public DemoReport(List<StepResult> steps, boolean complete) {
        this(DemoLevel.CLUSTER, steps, complete);
    }

    /** The same results as those of another level. */
    public DemoReport at(DemoLevel other) {
        return new DemoReport(other, steps, complete);
    }

    public boolean passed() {
        return complete && !steps.isEmpty() && steps.stream().allMatch(StepResult::passed);
    }
}
