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
 * etcd loses its quorum for minutes while every host is healthy: the API is neither readable nor writable, and no
 * request for a patient fails. The operators keep running, and the state afterwards is the state of before.
 */
final class QuorumLoss implements StepScript {
    private static final Duration OUTAGE = Duration.ofMinutes(5);
    /** After SIGTERM a member needs some seconds on a busy machine to end, and acknowledges writes until then. */
    private static final Duration ENDING = Duration.ofSeconds(15);

    private static final Duration BACK = Duration.ofSeconds(60);
    /** Longer than a node's grace period and its pods' tolerations: a wrong eviction would have happened by then. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(25);

    @Override
    public StepEvidence run(StepContext context) throws InterruptedException {
        StretchedControlPlane controlPlane =
                context.environment().controlPlane().orElseThrow();
        try (Cluster onsite = context.environment().cluster("onsite");
                WriteProbe probe = WriteProbe.start(onsite)) {
            return run(context, controlPlane, new OperatorPods(onsite), probe);
        }
    }

    private StepEvidence run(
            StepContext context, StretchedControlPlane controlPlane, OperatorPods operators, WriteProbe probe)
            throws InterruptedException {
        Map<String, Integer> restarts = operators.restarts();
        Optional<ObservedStatus> before = context.onsite().latest();
        TermWatch boxes = new TermWatch(controlPlane.agents());
        long term = boxes.term();
        long from = System.nanoTime();
        context.baseline();
        long fault = System.nanoTime();
        context.sites().hosts().forEach(controlPlane::stopEtcd);
        context.timeline().log("stopped etcd on %s for %d s", context.sites().hosts(), OUTAGE.toSeconds());
        StepContext.until(fault, OUTAGE);
        long healed = System.nanoTime();
        long written = probe.acknowledged(fault + ENDING.toNanos(), healed);
        controlPlane.startEtcd();
        OptionalLong writable = probe.awaitAfter(healed, BACK);
        context.timeline().log("started etcd again");
        OptionalLong acted = boxes.awaitAfter(term, BACK);
        Optional<ObservedStatus> full = Recovery.awaitFull(context, healed);
        Recovery.logMissing(context, full, context.onsite(), StepContext.RECOVERY_LIMIT);
        StepContext.until(System.nanoTime(), AFTERWARDS);
        long to = System.nanoTime();
        context.settle(to);
        List<GetRecord> gets = context.load().log().gets(from, to);
        List<StepCheck> checks = new ArrayList<>();
        checks.add(new StepCheck(
                "without quorum",
                written == 0,
                written + " writes were acknowledged in " + (healed - fault) / 1_000_000_000 + " s"));
        checks.add(after("API writable again", healed, writable));
        checks.add(after("an operator acts again", healed, acted));
        checks.add(LeaderHostDeath.notRestarted(restarts, operators.restarts()));
        checks.add(sameReplicas(restarts, operators.restarts()));
        Optional<ObservedStatus> after = context.onsite().latest();
        checks.add(
                full.isPresent() && before.isPresent() && after.isPresent()
                        ? HistoryChecks.unchanged("state on site", before.get(), after.get())
                        : new StepCheck("state on site", false, "Full was not seen again"));
        return new StepEvidence(
                fault,
                fault,
                gets,
                context.load().log().streams(from, to),
                Set.of(),
                false,
                OptionalLong.empty(),
                checks);
    }

    private static StepCheck after(String name, long healed, OptionalLong seen) {
        return new StepCheck(
                name,
                seen.isPresent(),
                seen.isPresent()
                        ? "%d ms after the quorum's members were started"
                                .formatted((seen.getAsLong() - healed) / 1_000_000)
                        : "not within " + BACK.toSeconds() + " s");
    }

    private static StepCheck sameReplicas(Map<String, Integer> before, Map<String, Integer> after) {
        return new StepCheck(
                "the same replicas",
                before.keySet().equals(after.keySet()),
                "before " + before.keySet() + ", after " + after.keySet());
    }

    @Override
    public List<StepCheck> recover(StepContext context) {
        return List.of();
    }
}
