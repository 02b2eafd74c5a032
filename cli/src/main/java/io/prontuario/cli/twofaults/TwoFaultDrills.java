package io.prontuario.cli.twofaults;

import io.prontuario.cli.demo.Check;
import io.prontuario.cli.demo.DemoPlatform;
import io.prontuario.cli.demo.Scene;
import io.prontuario.cli.demo.StatusSeen;
import io.prontuario.cli.demo.Timeline;
import io.prontuario.cli.load.GetRecord;
import io.prontuario.cli.load.Load;
import io.prontuario.cli.load.LoadPlan;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Plays them one after the other on one testbed, under one load, each from Full to Full. */
public final class TwoFaultDrills {
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration BASELINE = Duration.ofSeconds(3);

    private final DemoPlatform platform;
    private final Timeline timeline;
    private final DrillPages pages;

    /** @param platform not up yet  @param folder where every drill leaves its page */
    public TwoFaultDrills(DemoPlatform platform, Timeline timeline, Path folder) {
        this.platform = platform;
        this.timeline = timeline;
        this.pages = new DrillPages(folder);
    }

    /** @return whether every drill held */
    public boolean run(int count, long seed) throws IOException, InterruptedException {
        platform.up();
        boolean held = true;
        try (Load load = Load.start(LoadPlan.standard(platform.model()).withoutStreams(), platform.target())) {
            Thread.sleep(WARM_UP.toMillis());
            for (int number = 1; number <= count; number++) {
                TwoFaults drill = TwoFaults.of(seed, number);
                timeline.heading(
                        "drill %d of %d: %s, after %d ms %s",
                        number,
                        count,
                        drill.first().title(),
                        drill.gap().toMillis(),
                        drill.second().title());
                Played played = platform.observe(load, scene -> play(drill, scene));
                held &= played.held();
                played.checks()
                        .forEach(check -> timeline.say(
                                "  %s %s: %s", check.held() ? "held" : "NOT HELD", check.name(), check.detail()));
                pages.write(played, seed);
                if (!played.cameBack()) {
                    timeline.say("the platform did not come back; the remaining drills are not played");
                    return false;
                }
            }
            load.drain();
        }
        return held;
    }

    private Played play(TwoFaults drill, Scene scene) throws InterruptedException {
        long from = System.nanoTime();
        long wallClock = System.currentTimeMillis();
        Thread.sleep(BASELINE.toMillis());
        List<Bars.Struck> struck = new ArrayList<>();
        struck.add(new Bars.Struck(drill.first(), drill.first().strike(scene.faults(), scene.sites())));
        Thread.sleep(drill.gap().toMillis());
        struck.add(new Bars.Struck(drill.second(), drill.second().strike(scene.faults(), scene.sites())));
        Thread.sleep(drill.hold().toMillis());
        long ended = System.nanoTime();
        scene.faults().heal();
        List<Check> checks = new ArrayList<>();
        List<Check> back = scene.reviveAndAwaitFull(drill.killed(scene.sites()));
        boolean full = scene.fullNow();
        boolean address = scene.addressOnEdge();
        long to = System.nanoTime();
        scene.settle(to);
        List<GetRecord> gets = scene.load().log().gets(from, to);
        checks.add(Bars.nothingFailed(
                struck, gets.stream().filter(get -> get.intendedNanos() < ended).toList(), scene.sites()));
        checks.addAll(back);
        checks.add(new Check("Full again", full, full ? "every host serves" : "it did not come back"));
        checks.add(new Check("address", address, address ? "back on the edge" : "it stayed on another box"));
        checks.add(new HistoryInvariants("onsite").check(states(scene.onsite().since(from))));
        checks.add(new HistoryInvariants("cloud").check(states(scene.cloud().since(from))));
        PlatformStatus last = scene.onsite().latest().map(StatusSeen::status).orElse(null);
        return new Played(
                drill,
                scene.sites(),
                wallClock,
                from,
                struck,
                ended,
                to,
                gets,
                Bars.slowestBar(drill, struck, scene.sites()),
                checks,
                last,
                full);
    }

    private static List<PlatformStatus> states(List<StatusSeen> seen) {
        return seen.stream().map(StatusSeen::status).toList();
    }
}
