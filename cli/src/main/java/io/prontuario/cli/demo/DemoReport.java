package io.prontuario.cli.demo;

import java.util.List;

/**
 * The judged demo.
 *
 * @param complete whether every ordered step ran to its end and the platform was restored
 */
public record DemoReport(List<StepResult> steps, boolean complete) {
    public DemoReport {
        steps = List.copyOf(steps);
    }

    public boolean held() {
        return complete && !steps.isEmpty() && steps.stream().allMatch(StepResult::held);
    }
}
