package io.prontuario.cli.drill;

import io.prontuario.cli.CliException;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Scenario;
import java.time.Duration;
import java.util.List;

/** A fault that the runner makes, because the operator cannot. */
public interface ExternalFault {
    /** @param within the fault is undone after this time, also without the runner */
    void inject(Scenario scenario, List<String> targets, Duration within) throws InterruptedException;

    /**
     * May be repeated, and may be called when nothing was injected.
     *
     * @throws CliException (not restored) when the fault cannot be undone
     */
    void undo(Scenario scenario, List<String> targets) throws InterruptedException;

    /** For drivers whose faults the operator makes. */
    static ExternalFault none() {
        return new ExternalFault() {
            @Override
            public void inject(Scenario scenario, List<String> targets, Duration within) {}

            @Override
            public void undo(Scenario scenario, List<String> targets) {}
        };
    }
}
