package io.prontuario.testbed.twofaults;

import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.crds.v1alpha1.PlatformStatus.Mode;
import io.prontuario.testbed.demo.Check;
import io.prontuario.testbed.demo.NameWatch;
import io.prontuario.testbed.demo.ObservedStatus;
import io.prontuario.testbed.demo.PublicEndpoint;
import io.prontuario.testbed.demo.StatusFeed;
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

    private final TwoFaults drill;
    private final StepContext scene;
    private final Expected expected;
    private final List<Thresholds.Struck> struck = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();

    DrillScript(TwoFaults drill, StepContext scene, boolean stretched) {
        this.drill = drill;
        this.scene = scene;
        this.expected = new Expected(drill, scene.sites(), stretched);
    }

    DrillResult play() throws InterruptedException {
        Optional<PublicEndpoint> outside = scene.ground().outside();
        if (outside.isEmpty()) {
            return play(Optional.empty());
        }
        try (NameWatch names = NameWatch.start(outside.get())) {
            return play(Optional.of(new Name(outside.get(), names)));
        }
    }

    /** The public name, and what is heard of it. */
    private record Name(PublicEndpoint outside, NameWatch watch) {}

    private DrillResult play(Optional<Name> name) throws InterruptedException {
        awaitReady(name);
        long from = System.nanoTime();
        long wallClock = System.currentTimeMillis();
        Thread.sleep(BASELINE.toMillis());
        strike(drill.first());
        Thread.sleep(drill.gap().toMillis());
        strike(drill.second());
        Thread.sleep(drill.hold().toMillis());
        meanwhile(name);
        long ended = System.nanoTime();
        scene.faults().heal();
        List<Check> back = scene.reviveAndAwaitFull(drill.killed(scene.sites()));
        boolean full = scene.fullNow();
        boolean address = scene.addressOnEdge();
        long to = System.nanoTime();
        scene.settle(to);
        List<GetRecord> gets = scene.load().log().gets(from, to);
        requests(gets, ended);
        checks.addAll(back);
        checks.add(new Check("Full again", full, full ? "every host serves" : "it did not come back"));
        checks.add(new Check("address", address, address ? "back on the edge" : "it stayed on another box"));
        afterwards(name, from, to);
        history("onsite", scene.onsite(), from);
        history("cloud", scene.cloud(), from);
        return new DrillResult(
                drill,
                scene.sites(),
                wallClock,
                from,
                struck,
                ended,
                to,
                gets,
                Thresholds.slowestBar(drill, struck, scene.sites()),
                checks,
                scene.onsite().latest().map(ObservedStatus::status).orElse(null),
                full);
    }

    /** What every failover test asks for before it begins. */
    private void awaitReady(Optional<Name> name) throws InterruptedException {
        boolean onsite = scene.onsite()
                .awaitNow(seen -> seen.condition("Ready", "True") && seen.condition("CloudStandbyReady", "True"), READY)
                .isPresent();
        boolean cloud = scene.cloud()
                .awaitNow(seen -> seen.status().mode() != Mode.Emergency, READY)
                .isPresent();
        boolean named = name.isEmpty()
                || name.get()
                        .watch()
                        .await(name.get().outside().siteAddress(), Long.MIN_VALUE, READY)
                        .isPresent();
        checks.add(new Check(
                "ready to begin",
                onsite && cloud && named,
                "Ready and CloudStandbyReady on site: " + onsite + ", the cloud stands by: " + cloud
                        + ", the public name points to the site: " + named));
    }

    private void strike(Fault fault) {
        struck.add(new Thresholds.Struck(fault, fault.strike(scene.faults(), scene.sites())));
    }

    private long struckAt(Fault fault) {
        return struck.stream()
                .filter(each -> each.fault() == fault)
                .mapToLong(Thresholds.Struck::nanos)
                .findFirst()
                .orElseThrow();
    }

    /** What must be said while the faults are in force; what has not been said yet is waited for. */
    private void meanwhile(Optional<Name> name) throws InterruptedException {
        Optional<Fault> missed = expected.hostToBeMissed();
        if (missed.isPresent()) {
            awaited(
                    "status on site",
                    struckAt(missed.get()),
                    scene.onsite(),
                    seen -> expected.misses(missed.get(), seen));
        }
        if (drill.bothHostsDie()) {
            long last = struckAt(drill.second());
            awaited(
                    "cloud takes over",
                    last,
                    scene.cloud(),
                    seen -> seen.status().mode() == Mode.Emergency);
            if (name.isPresent()) {
                OptionalLong flipped =
                        name.get().watch().await(name.get().outside().cloudAddress(), last, left(last));
                checks.add(Expected.inTime("public name", last, flipped));
            }
        }
    }

    private void awaited(String name, long from, StatusFeed feed, Predicate<ObservedStatus> wanted)
            throws InterruptedException {
        Optional<ObservedStatus> seen = feed.await(from, wanted, left(from));
        checks.add(Expected.inTime(
                name, from, seen.map(state -> OptionalLong.of(state.nanos())).orElse(OptionalLong.empty())));
    }

    private static Duration left(long from) {
        Duration left = Expected.WITHIN.minusNanos(System.nanoTime() - from);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void requests(List<GetRecord> gets, long ended) {
        checks.add(Thresholds.nothingFailed(
                struck, gets.stream().filter(get -> get.intendedNanos() < ended).toList(), scene.sites()));
        checks.add(Thresholds.wayBack(
                gets.stream().filter(get -> get.intendedNanos() >= ended).toList()));
        if (drill.bothHostsDie()) {
            checks.add(Expected.emergencyProfile(struckAt(drill.second()), ended, gets));
        }
    }

    private void afterwards(Optional<Name> name, long from, long to) throws InterruptedException {
        if (!drill.bothHostsDie()) {
            checks.add(Expected.cloudCalm(scene.cloud().since(from)));
        }
        if (name.isEmpty()) {
            return;
        }
        String site = name.get().outside().siteAddress();
        if (drill.bothHostsDie()) {
            boolean back = name.get().watch().await(site, to, READY).isPresent();
            checks.add(new Check("public name back", back, back ? "points to the site again" : "it stayed"));
        } else {
            checks.add(Expected.nameStayed(name.get().watch().said(from, to), site));
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
