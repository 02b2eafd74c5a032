package io.prontuario.testbed.demo;

import io.prontuario.crds.v1alpha1.PlatformStatus.Mode;
import io.prontuario.testbed.load.GetRecord;
import io.prontuario.testbed.load.ReadResult;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Both hosts die at once: the emergency profile answers, marked as reduced, and the cloud's object is in mode
 * Emergency.
 */
final class BothHostsDeath implements StepScript {
    private static final Duration LEAST_OBSERVED = Duration.ofSeconds(8);

    @Override
    public StepEvidence run(StepContext context) throws InterruptedException {
        long from = System.nanoTime();
        context.baseline();
        List<Long> deaths = Parallel.each(context.sites().hosts(), context.faults()::kill);
        long fault = Collections.min(deaths);
        long last = Collections.max(deaths);
        context.timeline()
                .log(
                        "killed %s (%d ms apart)",
                        String.join(" and ", context.sites().hosts()), (last - fault) / 1_000_000);
        Optional<ObservedStatus> emergency =
                context.cloud().await(fault, seen -> seen.status().mode() == Mode.Emergency, StepContext.STATUS_LIMIT);
        emergency.ifPresent(seen -> context.timeline()
                .log("the cloud's object: Emergency, %.1f s after the death", (seen.nanos() - fault) / 1e9));
        Recovery.logMissing(context, emergency, context.cloud(), StepContext.STATUS_LIMIT);
        StepContext.until(fault, LEAST_OBSERVED);
        long to = System.nanoTime();
        context.settle(to);
        awaitOnSite(context, fault);
        List<GetRecord> gets = context.load().log().gets(from, to);
        return new StepEvidence(
                fault,
                last,
                gets,
                context.load().log().streams(from, to),
                context.sites().hostSet(),
                false,
                emergency.map(seen -> OptionalLong.of(seen.nanos())).orElse(OptionalLong.empty()),
                List.of(emergencyProfile(fault, gets, context.sites())));
    }

    /**
     * The object on site follows when an operator runs there again: both replicas may have died with the hosts. No
     * request waits for it, but a host that came back before it would come back to an object that never saw it leave.
     */
    private static void awaitOnSite(StepContext context, long fault) throws InterruptedException {
        Optional<ObservedStatus> emergency = context.onsite()
                .await(fault, seen -> seen.status().mode() == Mode.Emergency, StepContext.RECOVERY_LIMIT);
        emergency.ifPresent(seen -> context.timeline()
                .log("the object on site: Emergency, %.1f s after the death", (seen.nanos() - fault) / 1e9));
        Recovery.logMissing(context, emergency, context.onsite(), StepContext.RECOVERY_LIMIT);
    }

    private static StepCheck emergencyProfile(long fault, List<GetRecord> gets, SiteNames sites) {
        List<ReadResult.Answered> afterwards = gets.stream()
                .filter(get ->
                        get.intendedNanos() > fault + Duration.ofSeconds(2).toNanos())
                .filter(get -> !get.failed())
                .map(get -> (ReadResult.Answered) get.outcome())
                .toList();
        long reduced = afterwards.stream()
                .filter(a -> a.site().equals(sites.cloud()) && a.profile().equals("emergency") && a.reduced())
                .count();
        return new StepCheck(
                "emergency profile",
                reduced > 0 && reduced == afterwards.size(),
                reduced + " of " + afterwards.size() + " later answers came from the cloud, reduced and labelled so");
    }

    @Override
    public List<StepCheck> recover(StepContext context) throws InterruptedException {
        return Recovery.reviveAndAwaitFull(context, context.sites().hosts());
    }
}
