package io.prontuario.testbed.demo;

import io.prontuario.crds.v1alpha1.PlatformStatus.Mode;
import io.prontuario.testbed.load.GetRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Edge and cloud are cut from each other for longer than any threshold: nothing changes on site. */
final class CloudCut implements StepScript {
    /** Past interval × threshold of the role checks (5 s × 3) and a check's timeout. */
    private static final Duration OBSERVED = Duration.ofSeconds(22);

    @Override
    public StepEvidence run(StepContext context) throws InterruptedException {
        Optional<ObservedStatus> before = context.onsite().latest();
        long from = System.nanoTime();
        context.baseline();
        long fault = System.nanoTime();
        context.faults().cut(context.sites().edge(), context.sites().cloud());
        context.timeline()
                .log("cut %s from %s", context.sites().edge(), context.sites().cloud());
        StepContext.until(fault, OBSERVED);
        long to = System.nanoTime();
        context.settle(to);
        List<GetRecord> gets = context.load().log().gets(from, to);
        Optional<ObservedStatus> after = context.onsite().latest();
        boolean calm = !tookOver(context, fault);
        return new StepEvidence(
                fault,
                fault,
                gets,
                context.load().log().streams(from, to),
                Set.of(),
                false,
                OptionalLong.empty(),
                List.of(
                        before.isPresent() && after.isPresent()
                                ? HistoryChecks.unchanged("on site", before.get(), after.get())
                                : new StepCheck("on site", false, "no status was seen"),
                        stayedOnSite(gets, context.sites()),
                        new StepCheck(
                                "cloud",
                                calm,
                                calm ? "did not take over" : "took over although it could not reach the site")));
    }

    /** Whether the cloud's object was in mode Emergency at any time since. */
    static boolean tookOver(StepContext context, long since) {
        return context.cloud().since(since).stream().anyMatch(s -> s.status().mode() == Mode.Emergency);
    }

    /** The front door may give a single read to the other host; none may leave the site. */
    static StepCheck stayedOnSite(List<GetRecord> gets, SiteNames sites) {
        Map<String, Long> bySite = gets.stream()
                .filter(get -> !get.failed())
                .collect(Collectors.groupingBy(ResultEvaluator::site, TreeMap::new, Collectors.counting()));
        boolean stayed =
                !bySite.isEmpty() && List.of(sites.primary(), sites.secondary()).containsAll(bySite.keySet());
        return new StepCheck("routes", stayed, "answers by site: " + bySite);
    }

    @Override
    public List<StepCheck> recover(StepContext context) {
        context.faults().heal();
        context.timeline().log("healed");
        return List.of();
    }
}
