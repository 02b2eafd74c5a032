package io.prontuario.crds.validation;

import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.DrillSpec;
import io.prontuario.crds.v1alpha1.HealthSpec;
import io.prontuario.crds.v1alpha1.HostSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The sites of a drill exist, and its RTO is longer than the detection of the failure. */
final class DrillBudgets implements Rule {
    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        for (int i = 0; i < spec.drills().size(); i++) {
            DrillSpec drill = spec.drills().get(i);
            if (drill.scenario() == null || drill.budget() == null) {
                continue;
            }
            String path = "spec.drills[" + i + "]";
            driver(path, drill, problems);
            switch (drill.scenario()) {
                case PrimaryDown -> {
                    needsRole(path, spec, problems);
                    fits(path, drill, detection(spec), problems);
                }
                case BothDown -> {
                    needsCloud(path, spec, problems);
                    Optional<Duration> wait =
                            Durations.tryParse(spec.failover().cloud().takeoverAfter());
                    fits(path, drill, detection(spec).map(d -> d.plus(wait.orElse(Duration.ZERO))), problems);
                }
                case FullSimulation -> needsCloud(path, spec, problems);
                case HealthCheck, Audit -> {
                    // No failure.
                }
            }
        }
    }

    private static void driver(String path, DrillSpec drill, Problems problems) {
        boolean oneFailure =
                drill.scenario() == DrillSpec.Scenario.PrimaryDown || drill.scenario() == DrillSpec.Scenario.BothDown;
        if (drill.driver() == DrillSpec.Driver.Host && !oneFailure) {
            problems.error(
                    path + ".driver",
                    "driver Host is for scenarios PrimaryDown and BothDown, not for " + drill.scenario(),
                    "correct driver or scenario");
        }
    }

    /** The maximum time from a failure to the decision: interval × failureThreshold + timeout. */
    private static Optional<Duration> detection(PlatformSpec spec) {
        HealthSpec health = spec.health();
        Optional<Duration> timeout = Durations.tryParse(health.timeout());
        return Durations.tryParse(health.interval())
                .map(interval -> interval.multipliedBy(health.failureThreshold()))
                .map(failing -> failing.plus(timeout.orElse(Duration.ZERO)));
    }

    private static void fits(String path, DrillSpec drill, Optional<Duration> detection, Problems problems) {
        Optional<Duration> rto = Durations.tryParse(drill.budget().rto());
        if (rto.isPresent() && detection.isPresent() && detection.get().compareTo(rto.get()) > 0) {
            problems.error(
                    path + ".budget.rto",
                    drill.budget().rto() + " is shorter than the detection of the failure, "
                            + Durations.format(detection.get()) + " (health.interval × failureThreshold + timeout)",
                    "raise rto, or lower the values in spec.health");
        }
    }

    private static void needsRole(String path, PlatformSpec spec, Problems problems) {
        boolean pair = spec.hosts().stream().anyMatch(host -> host.role() == HostSpec.Role.Primary)
                && SpecLookup.servingHosts(spec).size() > 1;
        if (!pair) {
            problems.error(
                    path + ".scenario",
                    "PrimaryDown requires a host with role Primary and another host that serves",
                    "choose another scenario, or add the hosts");
        }
    }

    private static void needsCloud(String path, PlatformSpec spec, Problems problems) {
        if (spec.cloud() == null || SpecLookup.servingHosts(spec).isEmpty()) {
            problems.error(
                    path + ".scenario",
                    "requires on-site hosts that serve, and spec.cloud",
                    "choose another scenario, or add the hosts and spec.cloud");
        }
    }
}
