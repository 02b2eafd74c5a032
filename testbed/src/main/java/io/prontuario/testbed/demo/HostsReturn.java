package io.prontuario.testbed.demo;

import io.prontuario.crds.v1alpha1.PlatformStatus.Health;
import io.prontuario.testbed.load.GetRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Both hosts come back: nobody is sent to one before it is admitted, Full comes after the window, and the history is whole. */
final class HostsReturn implements StepScript {
    @Override
    public StepEvidence run(StepContext scene) throws InterruptedException {
        long from = System.nanoTime();
        scene.baseline();
        long revived = System.nanoTime();
        Parallel.run(scene.sites().hosts(), scene.faults()::revive);
        scene.timeline().say("revived %s", String.join(" and ", scene.sites().hosts()));
        Optional<ObservedStatus> full = Recovery.awaitFull(scene, revived);
        full.ifPresent(seen -> {
            scene.timeline().say("status: Full, %.1f s after the start", (seen.nanos() - revived) / 1e9);
        });
        Recovery.sayMissing(scene, full, scene.onsite(), StepContext.RECOVERY_LIMIT);
        // Routed and served are recorded when the operators look again.
        scene.onsite().awaitNow(Recovery::newestIsServed, Recovery.RECORDED);
        scene.cloud().awaitNow(Recovery::newestIsServed, Recovery.RECORDED);
        long to = System.nanoTime();
        scene.settle(to);
        List<GetRecord> gets = scene.load().log().gets(from, to);
        OptionalLong fullNanos = full.map(s -> OptionalLong.of(s.nanos())).orElse(OptionalLong.empty());
        return new StepEvidence(
                revived,
                revived,
                gets,
                scene.load().log().streams(from, to),
                Set.of(),
                false,
                fullNanos,
                checks(scene, revived, fullNanos, gets));
    }

    private static List<Check> checks(StepContext scene, long revived, OptionalLong full, List<GetRecord> gets) {
        List<ObservedStatus> seen = scene.onsite().since(revived);
        List<Check> checks = new ArrayList<>();
        for (String host : scene.sites().hosts()) {
            checks.add(HistoryChecks.noAnswerBeforeAdmission(
                    host, revived, first(seen, revived, s -> s.admitted(host)), gets));
        }
        OptionalLong healthy = first(seen, revived, s -> scene.sites().hosts().stream()
                .anyMatch(host ->
                        s.site(host).filter(x -> x.health() == Health.Healthy).isPresent()));
        checks.add(HistoryChecks.fullOnlyAfterWindow(healthy, full, scene.stabilization()));
        scene.onsite()
                .latest()
                .ifPresent(s -> checks.add(
                        HistoryChecks.historyComplete("on site", s.status().transitions())));
        scene.cloud()
                .latest()
                .ifPresent(s -> checks.add(
                        HistoryChecks.historyComplete("cloud", s.status().transitions())));
        return checks;
    }

    private static OptionalLong first(
            List<ObservedStatus> seen, long from, java.util.function.Predicate<ObservedStatus> wanted) {
        return seen.stream()
                .filter(s -> s.nanos() > from)
                .filter(wanted)
                .mapToLong(ObservedStatus::nanos)
                .findFirst();
    }

    @Override
    public List<Check> recover(StepContext scene) {
        return List.of();
    }
}
