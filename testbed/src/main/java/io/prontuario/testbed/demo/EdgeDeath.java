package io.prontuario.testbed.demo;

import io.prontuario.crds.v1alpha1.PlatformStatus.Mode;
import io.prontuario.testbed.load.GetRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The edge dies with the virtual address and the on-site API server: another box takes the address, and no mode
 * changes.
 */
final class EdgeDeath implements StepScript {
    private static final Duration OBSERVED = Duration.ofSeconds(8);
    private Optional<ObservedStatus> onsiteBefore = Optional.empty();
    private Optional<ObservedStatus> cloudBefore = Optional.empty();

    @Override
    public StepEvidence run(StepContext context) throws InterruptedException {
        onsiteBefore = context.onsite().latest();
        cloudBefore = context.cloud().latest();
        long from = System.nanoTime();
        context.baseline();
        long fault = context.faults().kill(context.sites().edge());
        context.timeline().log("killed %s", context.sites().edge());
        StepContext.until(fault, OBSERVED);
        long to = System.nanoTime();
        context.settle(to);
        List<GetRecord> gets = context.load().log().gets(from, to);
        return new StepEvidence(
                fault,
                fault,
                gets,
                context.load().log().streams(from, to),
                Set.of(),
                true,
                OptionalLong.empty(),
                List.of(addressMoved(fault, gets)));
    }

    /** The edge is dead, so an answer to a request that was due afterwards came through another box. */
    private static StepCheck addressMoved(long fault, List<GetRecord> gets) {
        OptionalLong first = gets.stream()
                .filter(get -> !get.failed() && get.intendedNanos() > fault)
                .mapToLong(GetRecord::finishedNanos)
                .min();
        return new StepCheck(
                "virtual address",
                first.isPresent(),
                first.isPresent()
                        ? "answered through another box %.2f s after the death"
                                .formatted((first.getAsLong() - fault) / 1e9)
                        : "no box answers on it");
    }

    @Override
    public List<StepCheck> recover(StepContext context) throws InterruptedException {
        List<StepCheck> checks = new ArrayList<>(
                Recovery.reviveAndAwaitFull(context, List.of(context.sites().edge())));
        Optional<ObservedStatus> after = context.onsite().latest();
        checks.add(
                onsiteBefore.isPresent() && after.isPresent()
                        ? HistoryChecks.unchanged("mode on site", onsiteBefore.get(), after.get())
                        : new StepCheck("mode on site", false, "no status was seen"));
        boolean cloudCalm = cloudBefore.isPresent()
                && context.cloud().since(cloudBefore.get().nanos()).stream()
                        .noneMatch(seen -> seen.status().mode() == Mode.Emergency);
        checks.add(new StepCheck(
                "mode in the cloud",
                cloudCalm,
                cloudCalm ? "never left standby" : "the cloud took over, or has no status"));
        checks.add(addressCameBack(context));
        return checks;
    }

    /** Later steps are about hosts; they start, as this one did, with the edge holding the address. */
    private static StepCheck addressCameBack(StepContext context) throws InterruptedException {
        long from = System.nanoTime();
        boolean back = context.faults().awaitAddressOn(context.sites().edge(), StepContext.ADDRESS_LIMIT);
        long to = System.nanoTime();
        context.settle(to);
        List<GetRecord> gets = context.load().log().gets(from, to);
        long failed = gets.stream().filter(GetRecord::failed).count();
        return new StepCheck(
                "address back on " + context.sites().edge(),
                back && failed == 0,
                back ? failed + " of " + gets.size() + " GETs failed meanwhile" : "it stayed on another box");
    }
}
