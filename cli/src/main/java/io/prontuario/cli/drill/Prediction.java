package io.prontuario.cli.drill;

import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.EdgeSpec;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Scenario;
import io.prontuario.crds.v1alpha1.HealthSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.time.Duration;
import java.util.Optional;

/**
 * The longest times to expect, by the platform's timings.
 *
 * @param clients until the front door no longer tries a dead host; reads are retried within the same request. Empty without an edge
 * @param roles until the operator has decided
 */
public record Prediction(Optional<Duration> clients, Duration roles) {
    /**
     * Front door: {@code interval + (fall - 1) * fastInterval + timeout} of its checks. Roles: {@code interval * failureThreshold +
     * timeout} of the operator's, and the scenario's window.
     */
    public static Prediction of(PlatformSpec spec, Scenario scenario) {
        HealthSpec health = spec.health();
        Duration roles = Durations.parse(health.interval())
                .multipliedBy(health.failureThreshold())
                .plus(Durations.parse(health.timeout()));
        if (scenario == Scenario.BothDie) {
            roles = roles.plus(Durations.parse(spec.failover().cloud().takeoverAfter()));
        }
        if (scenario == Scenario.DependencyDown) {
            roles = roles.plus(Durations.parse(spec.failover().cloud().unreadyAfter()));
        }
        return new Prediction(
                Optional.ofNullable(spec.edge()).map(EdgeSpec::checks).map(Prediction::route), roles);
    }

    private static Duration route(EdgeSpec.RouteChecks checks) {
        return Durations.parse(checks.interval())
                .plus(Durations.parse(checks.fastInterval()).multipliedBy(Math.max(0, checks.fall() - 1)))
                .plus(Durations.parse(checks.timeout()));
    }
}
