package io.prontuario.operator.drill;

import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Scenario;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.operator.status.StatusTime;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When another site served in place of the failed one, from the platform's transitions. Pure. */
final class DrillOutcome {
    private DrillOutcome() {}

    /** Empty: not yet, or the scenario needs no other site. */
    static Optional<Instant> servedAt(Scenario scenario, Instant startedAt, @Nullable PlatformStatus status) {
        return status == null
                ? Optional.empty()
                : status.transitions().stream()
                        .filter(transition -> replaces(scenario, transition.to()))
                        .filter(transition -> StatusTime.read(transition.decidedAt())
                                .filter(decided -> !decided.isBefore(startedAt))
                                .isPresent())
                        .map(transition ->
                                StatusTime.read(transition.servedAt()).orElse(null))
                        .filter(Objects::nonNull)
                        .findFirst();
    }

    private static boolean replaces(Scenario scenario, PlatformStatus.Mode mode) {
        return switch (scenario) {
            case PrimaryDies, SecondaryDies, LeaderDies, Freeze -> mode == PlatformStatus.Mode.Degraded;
            case BothDie, DependencyDown -> mode == PlatformStatus.Mode.Emergency;
            case HealthCheck, EdgeDies, WanCut -> false;
        };
    }
}
