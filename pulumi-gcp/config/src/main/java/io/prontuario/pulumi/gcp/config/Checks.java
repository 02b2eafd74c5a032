package io.prontuario.pulumi.gcp.config;

import java.util.ArrayList;
import java.util.List;

/** Every check over a whole configuration, one class per concern. Each is pure: configuration in, problems out. */
final class Checks {
    private Checks() {}

    interface Check {
        void look(StackConfig config, Report report);
    }

    /** Collects what checks find. */
    static final class Report {
        private final List<Problem> problems = new ArrayList<>();

        void add(String key, String what, String remedy) {
            problems.add(new Problem(key, what, remedy));
        }

        void unless(boolean holds, String key, String what, String remedy) {
            if (!holds) {
                add(key, what, remedy);
            }
        }
    }

    private static final List<Check> ALL = List.of(
            new PlaceChecks(),
            new NetworkChecks(),
            new GkeChecks(),
            new DataChecks(),
            new AccessChecks(),
            new FrontChecks(),
            new ProductionChecks());

    static List<Problem> of(StackConfig config) {
        Report report = new Report();
        ALL.forEach(check -> check.look(config, report));
        return report.problems;
    }
}
