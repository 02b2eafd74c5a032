package io.prontuario.testbed.demo;

import io.prontuario.crds.v1alpha1.PlatformStatus.Health;
import io.prontuario.testbed.load.GetRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Both hosts return: neither serves before its admission, mode Full follows the window, and the history is complete.
 */
final class HostsReturn implements StepScript {
    @Override
    public StepEvidence run(StepContext context) throws InterruptedException {
        long from = System.nanoTime();
        context.baseline();
        long revived = System.nanoTime();
        Parallel.run(context.sites().hosts(), context.faults()::revive);
        context.timeline()
                .log("revived %s", String.join(" and ", context.sites().hosts()));
        Optional<ObservedStatus> full = Recovery.awaitFull(context, revived);
        full.ifPresent(seen -> {
            context.timeline().log("status: Full, %.1f s after the start", (seen.nanos() - revived) / 1e9);
        });
        Recovery.logMissing(context, full, context.onsite(), StepContext.RECOVERY_LIMIT);
        // The operators record "routed" and "served" at their next check.
        context.onsite().awaitNow(Recovery::newestIsServed, Recovery.RECORDED);
        context.cloud().awaitNow(Recovery::newestIsServed, Recovery.RECORDED);
        long to = System.nanoTime();
        context.settle(to);
        List<GetRecord> gets = context.load().log().gets(from, to);
        OptionalLong fullNanos = full.map(s -> OptionalLong.of(s.nanos())).orElse(OptionalLong.empty());
        return new StepEvidence(
                revived,
                revived,
                gets,
                context.load().log().streams(from, to),
                Set.of(),
                false,
                fullNanos,
                checks(context, revived, fullNanos, gets));
    }

    private static List<StepCheck> checks(StepContext context, long revived, OptionalLong full, List<GetRecord> gets) {
        List<ObservedStatus> seen = context.onsite().since(revived);
        List<StepCheck> checks = new ArrayList<>();
        for (String host : context.sites().hosts()) {
            checks.add(HistoryChecks.noAnswerBeforeAdmission(
                    host, revived, first(seen, revived, s -> s.admitted(host)), gets));
        }
        OptionalLong healthy = first(seen, revived, s -> context.sites().hosts().stream()
                .anyMatch(host ->
                        s.site(host).filter(x -> x.health() == Health.Healthy).isPresent()));
        checks.add(HistoryChecks.fullOnlyAfterWindow(healthy, full, context.stabilization()));
        context.onsite()
                .latest()
                .ifPresent(s -> checks.add(
                        HistoryChecks.historyComplete("on site", s.status().transitions())));
        context.cloud()
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
    public List<StepCheck> recover(StepContext context) {
        return List.of();
    }
}
