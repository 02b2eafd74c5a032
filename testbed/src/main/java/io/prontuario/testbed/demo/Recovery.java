package io.prontuario.testbed.demo;

import io.prontuario.crds.v1alpha1.PlatformStatus.Mode;
import io.prontuario.crds.v1alpha1.PlatformStatus.Site;
import io.prontuario.crds.v1alpha1.PlatformStatus.Transition;
import io.prontuario.testbed.load.GetRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Revives hosts and waits for Full under the same load: the way back must fail no request either. */
final class Recovery {
    /** How long the operators may take until their next check. */
    static final Duration RECORDED = Duration.ofSeconds(15);

    private Recovery() {}

    static List<StepCheck> reviveAndAwaitFull(StepContext context, List<String> hosts) throws InterruptedException {
        Optional<ObservedStatus> before = context.onsite().latest();
        long from = System.nanoTime();
        Parallel.run(hosts, context.faults()::revive);
        context.timeline()
                .log("revived %s; waiting for Full", hosts.isEmpty() ? "nothing" : String.join(" and ", hosts));
        Optional<ObservedStatus> full = awaitFull(context, from, before, hosts);
        if (full.isEmpty()) {
            return List.of(new StepCheck(
                    "recovery",
                    false,
                    "Full was not seen within " + StepContext.RECOVERY_LIMIT.toSeconds() + " s; last status: "
                            + context.onsite().latest().map(Recovery::brief).orElse("none")));
        }
        long to = full.get().nanos();
        // The operators record "served" at their next check. A leader that is killed before it never records it.
        context.onsite().awaitNow(Recovery::newestIsServed, RECORDED);
        context.settle(to);
        List<GetRecord> gets = context.load().log().gets(from, to);
        List<GetRecord> failed = gets.stream().filter(GetRecord::failed).toList();
        long slowest = gets.stream()
                .filter(get -> !get.failed())
                .mapToLong(GetRecord::latencyNanos)
                .max()
                .orElse(0);
        context.timeline()
                .log(
                        "Full again after %.1f s; meanwhile %d GETs, %d failed, slowest %d ms",
                        (to - from) / 1e9, gets.size(), failed.size(), slowest / 1_000_000);
        return List.of(new StepCheck(
                "recovery",
                failed.isEmpty(),
                failed.size() + " of " + gets.size() + " GETs failed on the way back"
                        + (failed.isEmpty() ? "" : ": " + ResultEvaluator.kinds(failed))));
    }

    /** The newest transition has all its phase times. */
    static boolean newestIsServed(ObservedStatus seen) {
        List<Transition> history = seen.status().transitions();
        return !history.isEmpty() && history.get(history.size() - 1).servedAt() != null;
    }

    static Optional<ObservedStatus> awaitFull(StepContext context, long fromNanos) throws InterruptedException {
        return context.onsite()
                .awaitConfirmed(fromNanos, seen -> isFull(seen, context.sites()), StepContext.RECOVERY_LIMIT);
    }

    /**
     * A control plane that died with the hosts returns with the healthy state of before. Only a state with the hosts'
     * new boot ids counts.
     *
     * @param before the newest state before the hosts were started
     */
    static Optional<ObservedStatus> awaitFull(
            StepContext context, long fromNanos, Optional<ObservedStatus> before, List<String> started)
            throws InterruptedException {
        return context.onsite()
                .awaitConfirmed(
                        fromNanos,
                        seen -> isFull(seen, context.sites())
                                && started.stream().allMatch(host -> bootedSince(before, seen, host)),
                        StepContext.RECOVERY_LIMIT);
    }

    /** Whether a later state has another boot of the host; of a box that serves nothing no state has any. */
    static boolean bootedSince(Optional<ObservedStatus> before, ObservedStatus now, String host) {
        Optional<Site> then = before.flatMap(seen -> seen.site(host));
        Optional<Site> site = now.site(host);
        return site.isEmpty()
                || site.get().bootId() != null
                        && !site.get().bootId().equals(then.map(Site::bootId).orElse(null));
    }

    /** Mode Full, every host admitted and the object Ready. */
    static boolean isFull(ObservedStatus seen, SiteNames sites) {
        return seen.status().mode() == Mode.Full
                && sites.hosts().stream().allMatch(seen::admitted)
                && seen.condition("Ready", "True");
    }

    static String brief(ObservedStatus seen) {
        return "mode " + seen.status().mode() + ", active " + seen.status().activeSite() + ", "
                + seen.status().sites().stream()
                        .map(s -> s.name() + " " + s.health() + (Boolean.TRUE.equals(s.admitted()) ? " admitted" : "")
                                + (s.reason() == null ? "" : " (" + s.reason() + ")"))
                        .toList();
    }

    static void logMissing(StepContext context, Optional<ObservedStatus> wanted, StatusFeed feed, Duration limit) {
        if (wanted.isEmpty()) {
            context.timeline()
                    .log(
                            "not seen within %d s; last status: %s",
                            limit.toSeconds(),
                            feed.latest().map(Recovery::brief).orElse("none"));
        }
    }
}
