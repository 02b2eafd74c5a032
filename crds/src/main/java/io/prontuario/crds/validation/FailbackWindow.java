package io.prontuario.crds.validation;

import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.HealthSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A returned host is watched for at least as many checks as make it Healthy. */
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
                    spec.failover().failback().stabilization() + " ends before the " + health.successThreshold()
                            + " checks every " + health.interval() + " that make a host healthy",
                    "write " + Durations.format(least) + " or more");
        }
    }
}
