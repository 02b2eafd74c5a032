package io.prontuario.testbed.twofaults;

import io.prontuario.testbed.demo.Check;
import io.prontuario.testbed.demo.DemoPlatform;
import io.prontuario.testbed.demo.StepContext;
import io.prontuario.testbed.demo.Timeline;
import io.prontuario.testbed.load.GetRecord;
import io.prontuario.testbed.load.Load;
import io.prontuario.testbed.load.LoadPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Plays them one after the other on one testbed, under one load, each from Full to Full. */
public final class TwoFaultDrills {
    private static final Duration WARM_UP = Duration.ofSeconds(15);

    private final DemoPlatform platform;
    private final Timeline timeline;
    private final DrillPages pages;

    /** @param platform not up yet  @param folder where every drill leaves its page */
    public TwoFaultDrills(DemoPlatform platform, Timeline timeline, Path folder) {
        this.platform = platform;
        this.timeline = timeline;
        this.pages = new DrillPages(folder);
    }

    /**
     * @param numbers which drills of the seed, in their order
     * @return whether every drill held
     */
    public boolean run(List<Integer> numbers, long seed) throws IOException, InterruptedException {
        platform.up();
        boolean held = true;
        try (Load load = Load.start(LoadPlan.standard(platform.model()).withoutStreams(), platform.target())) {
            Thread.sleep(WARM_UP.toMillis());
            for (int number : numbers) {
                TwoFaults drill = TwoFaults.of(seed, number);
                timeline.heading(
                        "drill %d: %s, after %d ms %s",
                        number,
                        drill.first().title(),
                        drill.gap().toMillis(),
                        drill.second().title());
                DrillResult played = platform.observe(load, scene -> play(drill, scene));
                held &= played.held();
                tell(played);
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

    private DrillResult play(TwoFaults drill, StepContext scene) throws InterruptedException {
        return new DrillScript(drill, scene, platform.stretched()).play();
    }

    private void tell(DrillResult played) {
        long failed = played.gets().stream().filter(GetRecord::failed).count();
        timeline.say(
                "%s: %d GETs, %d failed, slowest %d ms (bar %d ms)",
                played.held() ? "held" : "NOT HELD",
                played.gets().size(),
                failed,
                played.slowestMillis(),
                played.slowestBarMillis());
        for (Check check : played.checks()) {
            timeline.say("  %s %s: %s", check.held() ? "held" : "NOT HELD", check.name(), check.detail());
        }
    }
}
