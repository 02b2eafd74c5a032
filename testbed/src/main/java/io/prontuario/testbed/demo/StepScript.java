package io.prontuario.testbed.demo;

/** One step: baseline, fault, observation, and the way back. */
interface StepScript {
    /** Causes the failure and returns what was seen of it. */
    StepEvidence run(StepContext context) throws InterruptedException;

    /**
     * Brings the platform back for the next step.
     *
     * @return what must hold of the way back
     */
    java.util.List<StepCheck> recover(StepContext context) throws InterruptedException;
}
