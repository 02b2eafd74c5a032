package io.prontuario.testbed.twofaults;

import io.prontuario.testbed.demo.DemoPlatform;
import io.prontuario.testbed.demo.StepCheck;
import io.prontuario.testbed.demo.StepContext;
import io.prontuario.testbed.demo.Timeline;
import io.prontuario.testbed.load.GetRecord;
import io.prontuario.testbed.load.Load;
import io.prontuario.testbed.load.LoadPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Plays them one after the other on one test bed, under one load, each from Full to Full. */
public final class DrillSeries {
    private static final Duration WARM_UP = Duration.ofSeconds(15);

    private final DemoPlatform platform;
    private final Timeline timeline;
    private final DrillPages pages;

    /** @param platform not up yet  @param folder where every drill leaves its page */
    public DrillSeries(DemoPlatform platform, Timeline timeline, Path folder) {
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
        boolean passed = true;
        LoadPlan plan = LoadPlan.standard(platform.model()).withoutStreams();
        platform.logDifferences(plan);
        try (Load load = Load.start(plan, platform.target())) {
            Thread.sleep(WARM_UP.toMillis());
            for (int number : numbers) {
                DrillPlan drill = DrillPlan.of(seed, number);
                timeline.heading(
                        "drill %d: %s, after %d ms %s",
                        number,
                        drill.first().title(),
                        drill.gap().toMillis(),
                        drill.second().title());
                DrillResult result = platform.observe(load, context -> run(drill, context));
                passed &= result.passed();
                log(result);
                pages.write(result, seed);
                if (!result.end().recovered()) {
                    timeline.log("the platform did not recover; the remaining drills are skipped");
                    return false;
                }
            }
            load.drain();
        }
        return passed;
    }

    private DrillResult run(DrillPlan drill, StepContext context) throws InterruptedException {
        return new DrillScript(drill, context, platform.stretched()).run();
    }

    private void log(DrillResult result) {
        long failed = result.gets().stream().filter(GetRecord::failed).count();
        timeline.log(
                "%s: %d GETs, %d failed, slowest %d ms (limit %d ms)",
                result.passed() ? "held" : "NOT HELD",
                result.gets().size(),
                failed,
                result.slowestMillis(),
                result.slowestLimitMillis());
        for (StepCheck check : result.checks()) {
            timeline.log("  %s %s: %s", check.passed() ? "held" : "NOT HELD", check.name(), check.detail());
        }
    }
}
