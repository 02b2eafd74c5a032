package io.prontuario.testbed.demo;

import io.prontuario.crds.v1alpha1.PlatformStatus.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** One host dies: the other must serve, and the status must report it. */
record HostDeath(String dying, String survivor) implements StepScript {
    private static final Duration LEAST_OBSERVED = Duration.ofSeconds(5);

    @Override
    public StepEvidence run(StepContext context) throws InterruptedException {
        long from = System.nanoTime();
        context.baseline();
        long fault = context.faults().kill(dying);
        context.timeline().log("killed %s", dying);
        Optional<ObservedStatus> degraded = context.onsite().await(fault, this::degraded, StepContext.STATUS_LIMIT);
        degraded.ifPresent(seen -> context.timeline()
                .log(
                        "status: Degraded, active site %s, %.1f s after the death",
                        survivor, (seen.nanos() - fault) / 1e9));
        Recovery.logMissing(context, degraded, context.onsite(), StepContext.STATUS_LIMIT);
        StepContext.until(fault, LEAST_OBSERVED);
        long to = System.nanoTime();
        context.settle(to);
        return new StepEvidence(
                fault,
                fault,
                context.load().log().gets(from, to),
                context.load().log().streams(from, to),
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
    public List<StepCheck> recover(StepContext context) throws InterruptedException {
        return Recovery.reviveAndAwaitFull(context, List.of(dying));
    }
}
