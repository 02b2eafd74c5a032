package io.prontuario.testbed.demo;

import io.prontuario.crds.v1alpha1.PlatformStatus.Mode;
import io.prontuario.testbed.load.GetRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The edge dies with the virtual address and the on-site API server: another box takes the address, and no mode changes. */
final class EdgeDeath implements StepScript {
    private static final Duration OBSERVED = Duration.ofSeconds(8);
    private Optional<ObservedStatus> onsiteBefore = Optional.empty();
    private Optional<ObservedStatus> cloudBefore = Optional.empty();

    @Override
    public StepEvidence run(StepContext scene) throws InterruptedException {
        onsiteBefore = scene.onsite().latest();
        cloudBefore = scene.cloud().latest();
        long from = System.nanoTime();
        scene.baseline();
        long fault = scene.faults().kill(scene.sites().edge());
        scene.timeline().say("killed %s", scene.sites().edge());
        StepContext.until(fault, OBSERVED);
        long to = System.nanoTime();
        scene.settle(to);
        List<GetRecord> gets = scene.load().log().gets(from, to);
        return new StepEvidence(
                fault,
                fault,
                gets,
                scene.load().log().streams(from, to),
                Set.of(),
                true,
                OptionalLong.empty(),
                List.of(addressMoved(fault, gets)));
    }

    /** The edge is dead, so an answer to a request that was due afterwards came through another box. */
    private static Check addressMoved(long fault, List<GetRecord> gets) {
        OptionalLong first = gets.stream()
                .filter(get -> !get.failed() && get.intendedNanos() > fault)
                .mapToLong(GetRecord::finishedNanos)
                .min();
        return new Check(
                "virtual address",
                first.isPresent(),
                first.isPresent()
                        ? "answered through another box %.2f s after the death"
                                .formatted((first.getAsLong() - fault) / 1e9)
                        : "nobody answers on it");
    }

    @Override
    public List<Check> recover(StepContext scene) throws InterruptedException {
        List<Check> checks = new ArrayList<>(
                Recovery.reviveAndAwaitFull(scene, List.of(scene.sites().edge())));
        Optional<ObservedStatus> after = scene.onsite().latest();
        checks.add(
                onsiteBefore.isPresent() && after.isPresent()
                        ? HistoryChecks.unchanged("mode on site", onsiteBefore.get(), after.get())
                        : new Check("mode on site", false, "no status was seen"));
        boolean cloudCalm = cloudBefore.isPresent()
                && scene.cloud().since(cloudBefore.get().nanos()).stream()
                        .noneMatch(seen -> seen.status().mode() == Mode.Emergency);
        checks.add(new Check(
                "mode in the cloud",
                cloudCalm,
                cloudCalm ? "never left standby" : "the cloud took over, or has no status"));
        checks.add(addressCameBack(scene));
        return checks;
    }

    /** Later steps are about hosts; they start, as this one did, with the edge holding the address. */
    private static Check addressCameBack(StepContext scene) throws InterruptedException {
        long from = System.nanoTime();
        boolean back = scene.faults().awaitAddressOn(scene.sites().edge(), StepContext.ADDRESS_LIMIT);
        long to = System.nanoTime();
        scene.settle(to);
        List<GetRecord> gets = scene.load().log().gets(from, to);
        long failed = gets.stream().filter(GetRecord::failed).count();
        return new Check(
                "address back on " + scene.sites().edge(),
                back && failed == 0,
                back ? failed + " of " + gets.size() + " GETs failed meanwhile" : "it stayed on another box");
    }
}
