package io.prontuario.testbed.demo;

import io.prontuario.cli.action.Cluster;
import io.prontuario.crds.v1alpha1.PlatformStatus.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The primary dies with the leading operator, etcd's leader and the API server in use: traffic moves without any of
 * them, the API becomes available again, another operator acts, and the status reports it.
 */
final class LeaderHostDeath implements StepScript {
    private static final Duration WRITABLE_LIMIT = Duration.ofSeconds(10);
    private static final Duration LEAST_OBSERVED = Duration.ofSeconds(8);
    /** The operator's default lease of 4 s, a try each second, and what a busy machine adds. */
    private static final Duration ACTS_LIMIT = Duration.ofSeconds(15);

    @Override
    public StepEvidence run(StepContext context) throws InterruptedException {
        StretchedControlPlane controlPlane =
                context.environment().controlPlane().orElseThrow();
        String dying = context.sites().primary();
        try (Cluster onsite = context.environment().cluster("onsite");
                WriteProbe probe = WriteProbe.start(onsite)) {
            OperatorPods operators = new OperatorPods(onsite);
            new LeaderPlacement(context, controlPlane, operators)
                    .gatherOn(dying, context.sites().secondary());
            return die(context, controlPlane, operators, probe, dying);
        }
    }

    private StepEvidence die(
            StepContext context,
            StretchedControlPlane controlPlane,
            OperatorPods operators,
            WriteProbe probe,
            String dying)
            throws InterruptedException {
        TermWatch survivors = TermWatch.without(controlPlane, dying);
        Map<String, Integer> restarts = operators.restarts();
        long from = System.nanoTime();
        context.baseline();
        long term = survivors.term();
        long fault = context.faults().kill(dying);
        context.timeline().log("killed %s", dying);

        OptionalLong acted = survivors.awaitAfter(term, StepContext.STATUS_LIMIT);
        Optional<ObservedStatus> degraded = context.onsite()
                .await(
                        fault,
                        seen -> seen.status().mode() == Mode.Degraded
                                && context.sites()
                                        .secondary()
                                        .equals(seen.status().activeSite()),
                        StepContext.STATUS_LIMIT);
        Recovery.logMissing(context, degraded, context.onsite(), StepContext.STATUS_LIMIT);
        StepContext.until(fault, LEAST_OBSERVED);
        long to = System.nanoTime();
        context.settle(to);
        List<StepCheck> checks = new ArrayList<>();
        checks.add(writable(probe.longestGapMillis(fault, to)));
        checks.add(acts(fault, acted));
        checks.add(etcdLeader(controlPlane, dying));
        checks.add(notRestarted(restarts, operators.restarts()));
        return new StepEvidence(
                fault,
                fault,
                context.load().log().gets(from, to),
                context.load().log().streams(from, to),
                Set.of(dying),
                false,
                degraded.map(seen -> OptionalLong.of(seen.nanos())).orElse(OptionalLong.empty()),
                checks);
    }

    private static StepCheck writable(long gapMillis) {
        return new StepCheck(
                "API writable again",
                gapMillis <= WRITABLE_LIMIT.toMillis(),
                "longest time without an acknowledged write %d ms (limit %d ms)"
                        .formatted(gapMillis, WRITABLE_LIMIT.toMillis()));
    }

    private static StepCheck acts(long fault, OptionalLong acted) {
        if (acted.isEmpty()) {
            return new StepCheck("another operator acts", false, "no front door accepted an order of a new leader");
        }
        long millis = (acted.getAsLong() - fault) / 1_000_000;
        return new StepCheck(
                "another operator acts",
                millis <= ACTS_LIMIT.toMillis(),
                "a front door accepted an order of a new leader after %d ms (limit %d ms)"
                        .formatted(millis, ACTS_LIMIT.toMillis()));
    }

    private static StepCheck etcdLeader(StretchedControlPlane controlPlane, String dying) {
        Optional<String> leader = controlPlane.etcdLeader();
        return new StepCheck(
                "etcd",
                leader.isPresent() && !leader.get().equals(dying),
                leader.map(host -> "leader on " + host).orElse("no leader"));
    }

    /** Of the replicas there were, those that are still there were not started again. */
    static StepCheck notRestarted(Map<String, Integer> before, Map<String, Integer> after) {
        List<String> restarted = after.entrySet().stream()
                .filter(pod -> before.containsKey(pod.getKey()))
                .filter(pod -> !pod.getValue().equals(before.get(pod.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        long remaining = after.keySet().stream().filter(before::containsKey).count();
        return new StepCheck(
                "operator not restarted",
                restarted.isEmpty() && remaining > 0,
                restarted.isEmpty()
                        ? remaining + " of " + before.size() + " replicas went on"
                        : "restarted: " + restarted);
    }

    @Override
    public List<StepCheck> recover(StepContext context) throws InterruptedException {
        return Recovery.reviveAndAwaitFull(context, List.of(context.sites().primary()));
    }
}
