package io.prontuario.pulumi.gcp.config;

import io.prontuario.pulumi.config.ConfigProblem;
import io.prontuario.pulumi.config.ConfigProblems;
import java.util.List;

/** Every check of a parsed configuration, one class per part. Checks are pure functions: configuration in, problems out. */
final class Checks {
    interface Check {
        void check(StackConfig config, ConfigProblems problems);
    }

    private static final List<Check> ALL = List.of(
            new ProjectChecks(),
            new NetworkChecks(),
            new GkeChecks(),
            new DataChecks(),
            new AccessChecks(),
            new PublicEndpointChecks(),
            new MonitoringChecks(),
            new ProductionChecks());

    private Checks() {}

    static List<ConfigProblem> of(StackConfig config) {
        ConfigProblems problems = new ConfigProblems();
        ALL.forEach(check -> check.check(config, problems));
        return problems.list();
    }
}
