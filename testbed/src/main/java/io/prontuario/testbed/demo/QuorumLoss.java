package io.prontuario.testbed.demo;

import io.prontuario.cli.action.Cluster;
import io.prontuario.testbed.load.GetRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * etcd loses its quorum for minutes while every host is well: nothing can be read or written, and nobody who asks for a patient
 * notices. The operators wait in their processes, and afterwards the state is what it was.
 */
final class QuorumLoss implements StepScript {
    private static final Duration OUTAGE = Duration.ofMinutes(5);
    /** A member that is told to end takes some seconds on a busy machine, and acknowledges writes until then. */
    private static final Duration ENDING = Duration.ofSeconds(15);

    private static final Duration BACK = Duration.ofSeconds(60);
    /** Past a node's grace and its pods' tolerations: whoever would be evicted wrongly has been by then. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(25);

    @Override
    public StepEvidence run(StepContext scene) throws InterruptedException {
        ControlPlane controlPlane = scene.ground().controlPlane().orElseThrow();
        try (Cluster onsite = scene.ground().cluster("onsite");
                WriteProbe probe = WriteProbe.start(onsite)) {
            return run(scene, controlPlane, new OperatorPods(onsite), probe);
        }
    }

    private StepEvidence run(StepContext scene, ControlPlane controlPlane, OperatorPods operators, WriteProbe probe)
            throws InterruptedException {
        Map<String, Integer> restarts = operators.restarts();
        Optional<ObservedStatus> before = scene.onsite().latest();
        TermWatch boxes = new TermWatch(controlPlane.agents());
        long term = boxes.term();
        long from = System.nanoTime();
        scene.baseline();
        long fault = System.nanoTime();
        scene.sites().hosts().forEach(controlPlane::stopEtcd);
        scene.timeline().say("ended etcd on %s for %d s", scene.sites().hosts(), OUTAGE.toSeconds());
        StepContext.until(fault, OUTAGE);
        long healed = System.nanoTime();
        long written = probe.acknowledged(fault + ENDING.toNanos(), healed);
        controlPlane.startEtcd();
        OptionalLong writable = probe.awaitAfter(healed, BACK);
        scene.timeline().say("started it again");
        OptionalLong acted = boxes.awaitAfter(term, BACK);
        Optional<ObservedStatus> full = Recovery.awaitFull(scene, healed);
        Recovery.sayMissing(scene, full, scene.onsite(), StepContext.RECOVERY_LIMIT);
        StepContext.until(System.nanoTime(), AFTERWARDS);
        long to = System.nanoTime();
        scene.settle(to);
        List<GetRecord> gets = scene.load().log().gets(from, to);
        List<Check> checks = new ArrayList<>();
        checks.add(new Check(
                "without quorum",
                written == 0,
                written + " writes were acknowledged in " + (healed - fault) / 1_000_000_000 + " s"));
        checks.add(after("API writable again", healed, writable));
        checks.add(after("an operator acts again", healed, acted));
        checks.add(LeaderHostDeath.notRestarted(restarts, operators.restarts()));
        checks.add(sameReplicas(restarts, operators.restarts()));
        Optional<ObservedStatus> after = scene.onsite().latest();
        checks.add(
                full.isPresent() && before.isPresent() && after.isPresent()
                        ? HistoryChecks.unchanged("state on site", before.get(), after.get())
                        : new Check("state on site", false, "Full was not seen again"));
        return new StepEvidence(
                fault,
                fault,
                gets,
                scene.load().log().streams(from, to),
                Set.of(),
                false,
                OptionalLong.empty(),
                checks);
    }

    private static Check after(String name, long healed, OptionalLong seen) {
        return new Check(
                name,
                seen.isPresent(),
                seen.isPresent()
                        ? "%d ms after the quorum's members were started"
                                .formatted((seen.getAsLong() - healed) / 1_000_000)
                        : "not within " + BACK.toSeconds() + " s");
    }

    private static Check sameReplicas(Map<String, Integer> before, Map<String, Integer> after) {
        return new Check(
                "the same replicas",
                before.keySet().equals(after.keySet()),
                "before " + before.keySet() + ", after " + after.keySet());
    }

    @Override
    public List<Check> recover(StepContext scene) {
        return List.of();
    }
}
