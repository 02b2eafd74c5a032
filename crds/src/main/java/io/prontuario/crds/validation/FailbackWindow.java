package io.prontuario.crds.validation;

import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.HealthSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The stabilization is at least as long as the checks that make a host Healthy. */
final class FailbackWindow implements Rule {
    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        HealthSpec health = spec.health();
        Optional<Duration> interval = Durations.tryParse(health.interval());
        Optional<Duration> window =
                Durations.tryParse(spec.failover().failback().stabilization());
        if (interval.isEmpty() || window.isEmpty()) {
            return;
        }
        Duration least = interval.get().multipliedBy(health.successThreshold());
        if (window.get().compareTo(least) < 0) {
            problems.error(
                    "spec.failover.failback.stabilization",
                    spec.failover().failback().stabilization() + " is shorter than the " + health.successThreshold()
                            + " checks at an interval of " + health.interval() + " that make a host Healthy",
                    "write " + Durations.format(least) + " or more");
        }
    }
}
