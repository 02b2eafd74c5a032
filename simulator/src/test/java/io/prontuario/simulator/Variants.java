package io.prontuario.simulator;

import io.prontuario.continuity.model.PlannedChangeKind;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.WritePolicy.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The settings that schedules are run under, by name. */
final class Variants {
    static final Map<String, Supplier<Settings>> ALL = Map.of(
            "reference", () -> settings(10, true, 4, Optional.empty()),
            "short", () -> settings(1, true, 4, Optional.empty()),
            "edge", () -> settings(1, true, 4, Optional.empty()).withControlPlane(false),
            "damped", () -> settings(1, true, 1, Optional.empty()),
            "manual", () -> settings(1, false, 4, Optional.empty()),
            "paused",
                    () -> settings(
                                    1,
                                    true,
                                    4,
                                    Optional.of(new Policy.Pause(Instant.parse("2026-01-01T00:06:00Z"), "maintenance")))
                            .pausedFrom(30_000),
            "planned",
                    () -> settings(1, true, 4, Optional.empty())
                            .planned(
                                    new Request(
                                            "r",
                                            PlannedChangeKind.DRILL,
                                            new SiteName("mac-studio-2"),
                                            Instant.parse("2026-01-01T00:05:00Z")),
                                    120_000),
            "lossy", () -> settings(1, true, 4, Optional.empty()).withLoss(Loss.independent(0.05)),
            "bursty", () -> settings(1, true, 4, Optional.empty()).withLoss(Loss.bursty(0.05, 500)));

    private Variants() {}

    static Settings of(String name) {
        return ALL.get(name).get();
    }

    private static Settings settings(
            int stabilizationMinutes, boolean automatic, int changes, Optional<Policy.Pause> pause) {
        Policy reference = Settings.referencePolicy(new SiteName("mac-studio-1"), new SiteName("mac-studio-2"));
        Policy.Windows windows = reference.windows();
        return Settings.of(
                new Policy(
                        reference.operatorRole(),
                        reference.hosts(),
                        reference.cloud(),
                        reference.thresholds(),
                        new Policy.Windows(
                                windows.takeoverAfter(),
                                windows.unreadyAfter(),
                                Duration.ofMinutes(stabilizationMinutes)),
                        new Policy.Automation(automatic, reference.automation().failback()),
                        new Policy.RateLimit(changes, reference.rateLimit().window()),
                        new Policy.Requests(pause, Optional.empty())),
                2000);
    }
}
