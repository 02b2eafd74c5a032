package io.prontuario.crds.validation;

import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.DrillSpec;
import io.prontuario.crds.v1alpha1.HealthSpec;
import io.prontuario.crds.v1alpha1.HostSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A drill rehearses what exists, and its budget is longer than it takes to notice the failure. */
final class DrillBudgets implements Rule {
    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        for (int i = 0; i < spec.drills().size(); i++) {
            DrillSpec drill = spec.drills().get(i);
            if (drill.scenario() == null || drill.budget() == null) {
                continue;
            }
            String path = "spec.drills[" + i + "]";
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
                    // Nothing fails, or what fails is planned by people.
                }
            }
        }
    }

    /** The longest time between a death and the operator's decision. */
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
                    drill.budget().rto() + " is over before the failure counts as one, after "
                            + Durations.format(detection.get()) + " (health.interval × failureThreshold + timeout)",
                    "raise rto, or lower the numbers under spec.health");
        }
    }

    private static void needsRole(String path, PlatformSpec spec, Problems problems) {
        boolean pair = spec.hosts().stream().anyMatch(host -> host.role() == HostSpec.Role.Primary)
                && Names.servingHosts(spec).size() > 1;
        if (!pair) {
            problems.error(
                    path + ".scenario",
                    "PrimaryDown needs a Primary and another host that serves",
                    "choose another scenario, or add the hosts");
        }
    }

    private static void needsCloud(String path, PlatformSpec spec, Problems problems) {
        if (spec.cloud() == null || Names.servingHosts(spec).isEmpty()) {
            problems.error(
                    path + ".scenario",
                    "there are no hosts that fail, or no cloud that takes over",
                    "choose another scenario, or add spec.cloud");
        }
    }
}
