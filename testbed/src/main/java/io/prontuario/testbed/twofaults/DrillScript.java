package io.prontuario.testbed.twofaults;

import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.crds.v1alpha1.PlatformStatus.Mode;
import io.prontuario.testbed.demo.NameWatch;
import io.prontuario.testbed.demo.ObservedStatus;
import io.prontuario.testbed.demo.PublicEndpoint;
import io.prontuario.testbed.demo.StatusFeed;
import io.prontuario.testbed.demo.StepCheck;
import io.prontuario.testbed.demo.StepContext;
import io.prontuario.testbed.load.GetRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** One drill: baseline, two faults, what must be seen of them, the way back. */
final class DrillScript {
    private static final Duration BASELINE = Duration.ofSeconds(3);
    private static final Duration READY = Duration.ofSeconds(120);

    private final DrillPlan drill;
    private final StepContext context;
    private final DrillExpectations expected;
    private final List<RequestLimits.InjectedFault> injected = new ArrayList<>();
    private final List<StepCheck> checks = new ArrayList<>();

    DrillScript(DrillPlan drill, StepContext context, boolean stretched) {
        this.drill = drill;
        this.context = context;
        this.expected = new DrillExpectations(drill, context.sites(), stretched);
    }

    DrillResult run() throws InterruptedException {
        Optional<PublicEndpoint> endpoint = context.environment().publicEndpoint();
        if (endpoint.isEmpty()) {
            return run(Optional.empty());
        }
        try (NameWatch names = NameWatch.start(endpoint.get())) {
            return run(Optional.of(new Name(endpoint.get(), names)));
        }
    }

    /** The public name and the record of its answers. */
    private record Name(PublicEndpoint endpoint, NameWatch watch) {}

    private DrillResult run(Optional<Name> name) throws InterruptedException {
        awaitReady(name);
        long from = System.nanoTime();
        long wallClock = System.currentTimeMillis();
        Thread.sleep(BASELINE.toMillis());
        inject(drill.first());
        Thread.sleep(drill.gap().toMillis());
        inject(drill.second());
        Thread.sleep(drill.hold().toMillis());
        observeFaults(name);
        long ended = System.nanoTime();
        context.faults().heal();
        List<StepCheck> back = context.reviveAndAwaitFull(drill.killed(context.sites()));
        boolean full = context.fullNow();
        boolean address = context.addressOnEdge();
        long to = System.nanoTime();
        context.settle(to);
        List<GetRecord> gets = context.load().log().gets(from, to);
        requests(gets, ended);
        checks.addAll(back);
        checks.add(new StepCheck("Full again", full, full ? "every host serves" : "it did not recover"));
        checks.add(new StepCheck("address", address, address ? "back on the edge" : "it stayed on another box"));
        afterwards(name, from, to);
        history("onsite", context.onsite(), from);
        history("cloud", context.cloud(), from);
        return new DrillResult(
                drill,
                context.sites(),
                new DrillResult.Window(wallClock, from, ended, to),
                injected,
                gets,
                RequestLimits.slowestLimit(drill, injected, context.sites()),
                checks,
                new DrillResult.End(
                        context.onsite().latest().map(ObservedStatus::status).orElse(null), full));
    }

    /** The preconditions of every failover test. */
    private void awaitReady(Optional<Name> name) throws InterruptedException {
        boolean onsite = context.onsite()
                .awaitNow(seen -> seen.condition("Ready", "True") && seen.condition("CloudStandbyReady", "True"), READY)
                .isPresent();
        boolean cloud = context.cloud()
                .awaitNow(seen -> seen.status().mode() != Mode.Emergency, READY)
                .isPresent();
        boolean named = name.isEmpty()
                || name.get()
                        .watch()
                        .await(name.get().endpoint().siteAddress(), Long.MIN_VALUE, READY)
                        .isPresent();
        checks.add(new StepCheck(
                "ready to begin",
                onsite && cloud && named,
                "Ready and CloudStandbyReady on site: " + onsite + ", the cloud stands by: " + cloud
                        + ", the public name points to the site: " + named));
    }

    private void inject(FaultKind fault) {
        injected.add(new RequestLimits.InjectedFault(fault, fault.inject(context.faults(), context.sites())));
    }

    private long injectedAt(FaultKind fault) {
        return injected.stream()
                .filter(each -> each.fault() == fault)
                .mapToLong(RequestLimits.InjectedFault::nanos)
                .findFirst()
                .orElseThrow();
    }

    /** Waits for the states that must be published while the faults are active. */
    private void observeFaults(Optional<Name> name) throws InterruptedException {
        Optional<FaultKind> missed = expected.hostToBeMissed();
        if (missed.isPresent()) {
            awaited(
                    "status on site",
                    injectedAt(missed.get()),
                    context.onsite(),
                    seen -> expected.misses(missed.get(), seen));
        }
        if (drill.bothHostsDie()) {
            long last = injectedAt(drill.second());
            awaited(
                    "cloud takes over",
                    last,
                    context.cloud(),
                    seen -> seen.status().mode() == Mode.Emergency);
            if (name.isPresent()) {
                OptionalLong flipped =
                        name.get().watch().await(name.get().endpoint().cloudAddress(), last, left(last));
                checks.add(DrillExpectations.inTime("public name", last, flipped));
            }
        }
    }

    private void awaited(String name, long from, StatusFeed feed, Predicate<ObservedStatus> wanted)
            throws InterruptedException {
        Optional<ObservedStatus> seen = feed.await(from, wanted, left(from));
        checks.add(DrillExpectations.inTime(
                name, from, seen.map(state -> OptionalLong.of(state.nanos())).orElse(OptionalLong.empty())));
    }

    private static Duration left(long from) {
        Duration left = DrillExpectations.WITHIN.minusNanos(System.nanoTime() - from);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void requests(List<GetRecord> gets, long ended) {
        checks.add(RequestLimits.requestsAnswered(
                injected,
                gets.stream().filter(get -> get.intendedNanos() < ended).toList(),
                context.sites()));
        checks.add(RequestLimits.recovery(
                gets.stream().filter(get -> get.intendedNanos() >= ended).toList()));
        if (drill.bothHostsDie()) {
            checks.add(DrillExpectations.emergencyProfile(injectedAt(drill.second()), ended, gets));
        }
    }

    private void afterwards(Optional<Name> name, long from, long to) throws InterruptedException {
        if (!drill.bothHostsDie()) {
            checks.add(DrillExpectations.cloudCalm(context.cloud().since(from)));
        }
        if (name.isEmpty()) {
            return;
        }
        String site = name.get().endpoint().siteAddress();
        if (drill.bothHostsDie()) {
            boolean back = name.get().watch().await(site, to, READY).isPresent();
            checks.add(new StepCheck("public name back", back, back ? "points to the site again" : "it stayed"));
        } else {
            checks.add(DrillExpectations.nameStayed(name.get().watch().addresses(from, to), site));
        }
    }

    private void history(String side, StatusFeed feed, long from) {
        List<PlatformStatus> states =
                feed.since(from).stream().map(ObservedStatus::status).toList();
        HistoryInvariants invariants = new HistoryInvariants(side);
        checks.add(invariants.check(states));
        checks.add(invariants.checkHistory(
                states.isEmpty() ? List.of() : states.get(states.size() - 1).transitions()));
    }
}
