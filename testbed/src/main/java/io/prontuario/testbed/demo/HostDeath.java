package io.prontuario.testbed.demo;

import io.prontuario.crds.v1alpha1.PlatformStatus.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** One host dies; the other must serve, and status must say so. */
record HostDeath(String dying, String survivor) implements StepScript {
    private static final Duration LEAST_OBSERVED = Duration.ofSeconds(5);

    @Override
    public StepEvidence run(StepContext scene) throws InterruptedException {
        long from = System.nanoTime();
        scene.baseline();
        long fault = scene.faults().kill(dying);
        scene.timeline().say("killed %s", dying);
        Optional<ObservedStatus> degraded = scene.onsite().await(fault, this::degraded, StepContext.STATUS_LIMIT);
        degraded.ifPresent(seen -> scene.timeline()
                .say(
                        "status: Degraded, active site %s, %.1f s after the death",
                        survivor, (seen.nanos() - fault) / 1e9));
        Recovery.sayMissing(scene, degraded, scene.onsite(), StepContext.STATUS_LIMIT);
        StepContext.until(fault, LEAST_OBSERVED);
        long to = System.nanoTime();
        scene.settle(to);
        return new StepEvidence(
                fault,
                fault,
                scene.load().log().gets(from, to),
                scene.load().log().streams(from, to),
                Set.of(dying),
                false,
                degraded.map(seen -> OptionalLong.of(seen.nanos())).orElse(OptionalLong.empty()),
                List.of());
    }

    private boolean degraded(ObservedStatus seen) {
        return seen.status().mode() == Mode.Degraded
                && survivor.equals(seen.status().activeSite());
    }

    @Override
    public List<Check> recover(StepContext scene) throws InterruptedException {
        return Recovery.reviveAndAwaitFull(scene, List.of(dying));
    }
}
