package io.prontuario.crds.v1alpha1;

/** A rehearsed failure: a cron schedule, a scenario, and the budget it must keep. */
public record DrillSpec(String name, String schedule, Scenario scenario, Budget budget) {
    public enum Scenario {
        HealthCheck,
        PrimaryDown,
        BothDown,
        FullSimulation,
        Audit
    }

    /** @param rto longest outage a client may see  @param rpo longest span of lost writes */
    public record Budget(String rto, String rpo) {}
}
