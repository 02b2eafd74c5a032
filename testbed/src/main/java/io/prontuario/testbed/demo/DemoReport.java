package io.prontuario.testbed.demo;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The result of a demo.
 *
 * @param level how real it was; the level names what it does not prove
 * @param complete whether every ordered step ran to its end and the platform was restored
 * @param differences what the run set up otherwise than a hospital does
 */
public record DemoReport(
        DemoLevel level, List<StepResult> steps, boolean complete, List<HospitalDifference> differences) {
    public DemoReport {
        steps = List.copyOf(steps);
        differences = List.copyOf(differences);
    }

    /** On real clusters. */
    public DemoReport(List<StepResult> steps, boolean complete) {
        this(DemoLevel.CLUSTER, steps, complete, List.of());
    }

    /** The same results as those of another level. */
    public DemoReport at(DemoLevel other) {
        return new DemoReport(other, steps, complete, differences);
    }

    /** The same results of a run with these differences. */
    public DemoReport with(List<HospitalDifference> made) {
        return new DemoReport(level, steps, complete, made);
    }

    /** With what the ledger found of each step's writes. */
    DemoReport judged(UnaryOperator<StepResult> judge) {
        return new DemoReport(level, steps.stream().map(judge).toList(), complete, differences);
    }

    public boolean passed() {
        return complete && !steps.isEmpty() && steps.stream().allMatch(StepResult::passed);
    }
}
