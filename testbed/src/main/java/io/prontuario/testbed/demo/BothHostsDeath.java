package io.prontuario.testbed.demo;

import io.prontuario.crds.v1alpha1.PlatformStatus.Mode;
import io.prontuario.testbed.load.GetRecord;
import io.prontuario.testbed.load.Outcome;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Both hosts die at once: the emergency profile answers, reduced and labelled so, and the cloud's object says Emergency. */
final class BothHostsDeath implements StepScript {
    private static final Duration LEAST_OBSERVED = Duration.ofSeconds(8);

    @Override
    public StepEvidence run(StepContext scene) throws InterruptedException {
        long from = System.nanoTime();
        scene.baseline();
        List<Long> deaths = Parallel.each(scene.sites().hosts(), scene.faults()::kill);
        long fault = Collections.min(deaths);
        long last = Collections.max(deaths);
        scene.timeline()
                .say(
                        "killed %s (%d ms apart)",
                        String.join(" and ", scene.sites().hosts()), (last - fault) / 1_000_000);
        Optional<ObservedStatus> emergency =
                scene.cloud().await(fault, seen -> seen.status().mode() == Mode.Emergency, StepContext.STATUS_LIMIT);
        emergency.ifPresent(seen -> scene.timeline()
                .say("the cloud's object: Emergency, %.1f s after the death", (seen.nanos() - fault) / 1e9));
        Recovery.sayMissing(scene, emergency, scene.cloud(), StepContext.STATUS_LIMIT);
        StepContext.until(fault, LEAST_OBSERVED);
        long to = System.nanoTime();
        scene.settle(to);
        awaitOnSite(scene, fault);
        List<GetRecord> gets = scene.load().log().gets(from, to);
        return new StepEvidence(
                fault,
                last,
                gets,
                scene.load().log().streams(from, to),
                scene.sites().hostSet(),
                false,
                emergency.map(seen -> OptionalLong.of(seen.nanos())).orElse(OptionalLong.empty()),
                List.of(emergencyProfile(fault, gets, scene.sites())));
    }

    /**
     * The object on site follows when an operator runs there again: both replicas may have died with the hosts. No request waits
     * for it, but a host that came back before it would come back to an object that never saw it leave.
     */
    private static void awaitOnSite(StepContext scene, long fault) throws InterruptedException {
        Optional<ObservedStatus> emergency =
                scene.onsite().await(fault, seen -> seen.status().mode() == Mode.Emergency, StepContext.RECOVERY_LIMIT);
        emergency.ifPresent(seen -> scene.timeline()
                .say("the object on site: Emergency, %.1f s after the death", (seen.nanos() - fault) / 1e9));
        Recovery.sayMissing(scene, emergency, scene.onsite(), StepContext.RECOVERY_LIMIT);
    }

    private static Check emergencyProfile(long fault, List<GetRecord> gets, Sites sites) {
        List<Outcome.Answered> afterwards = gets.stream()
                .filter(get ->
                        get.intendedNanos() > fault + Duration.ofSeconds(2).toNanos())
                .filter(get -> !get.failed())
                .map(get -> (Outcome.Answered) get.outcome())
                .toList();
        long reduced = afterwards.stream()
                .filter(a -> a.site().equals(sites.cloud()) && a.profile().equals("emergency") && a.reduced())
                .count();
        return new Check(
                "emergency profile",
                reduced > 0 && reduced == afterwards.size(),
                reduced + " of " + afterwards.size() + " later answers came from the cloud, reduced and labelled so");
    }

    @Override
    public List<Check> recover(StepContext scene) throws InterruptedException {
        return Recovery.reviveAndAwaitFull(scene, scene.sites().hosts());
    }
}
