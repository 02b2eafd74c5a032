package io.prontuario.testbed.demo;

import io.prontuario.crds.v1alpha1.PlatformStatus.Mode;
import io.prontuario.testbed.load.GetRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Edge and cloud are parted for longer than any threshold: nothing changes on site. */
final class CloudCut implements StepScript {
    /** Past interval × threshold of the role checks (5 s × 3) and a check's timeout. */
    private static final Duration OBSERVED = Duration.ofSeconds(22);

    @Override
    public StepEvidence run(StepContext scene) throws InterruptedException {
        Optional<ObservedStatus> before = scene.onsite().latest();
        long from = System.nanoTime();
        scene.baseline();
        long fault = System.nanoTime();
        scene.faults().cut(scene.sites().edge(), scene.sites().cloud());
        scene.timeline()
                .say("cut %s from %s", scene.sites().edge(), scene.sites().cloud());
        StepContext.until(fault, OBSERVED);
        long to = System.nanoTime();
        scene.settle(to);
        List<GetRecord> gets = scene.load().log().gets(from, to);
        Optional<ObservedStatus> after = scene.onsite().latest();
        boolean calm = !tookOver(scene, fault);
        return new StepEvidence(
                fault,
                fault,
                gets,
                scene.load().log().streams(from, to),
                Set.of(),
                false,
                OptionalLong.empty(),
                List.of(
                        before.isPresent() && after.isPresent()
                                ? HistoryChecks.unchanged("on site", before.get(), after.get())
                                : new Check("on site", false, "no status was seen"),
                        sameSite(gets),
                        new Check("cloud", calm, calm ? "did not take over" : "took over although it could not see")));
    }

    /** Whether the cloud's object said Emergency at any time since. */
    static boolean tookOver(StepContext scene, long since) {
        return scene.cloud().since(since).stream().anyMatch(s -> s.status().mode() == Mode.Emergency);
    }

    private static Check sameSite(List<GetRecord> gets) {
        Set<String> sites = gets.stream()
                .filter(get -> !get.failed())
                .map(ResultEvaluator::site)
                .collect(Collectors.toCollection(TreeSet::new));
        return new Check("routes", sites.size() == 1, "answered by " + sites);
    }

    @Override
    public List<Check> recover(StepContext scene) {
        scene.faults().heal();
        scene.timeline().say("healed");
        return List.of();
    }
}
