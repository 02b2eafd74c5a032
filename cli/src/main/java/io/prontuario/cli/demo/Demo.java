package io.prontuario.cli.demo;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.cli.load.Load;
import io.prontuario.cli.load.LoadPlan;
import io.prontuario.testbed.TestbedException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The whole demo: up, load, steps, down. */
public final class Demo {
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private final Path home;
    private final Timeline timeline;
    private final boolean keep;

    /**
     * @param home the repository
     * @param progress where the timeline goes
     * @param keep leave the testbed up
     */
    public Demo(Path home, PrintWriter progress, boolean keep) {
        this.home = home;
        this.timeline = new Timeline(progress);
        this.keep = keep;
    }

    /** @throws CliException when a precondition is not met, or the platform did not come up */
    public DemoReport run(List<Step> steps) throws InterruptedException {
        try (DemoPlatform platform = DemoPlatform.create(home, timeline, keep)) {
            platform.up();
            return play(platform, steps);
        } catch (TestbedException e) {
            throw new CliException(ExitCode.REFUSED, String.valueOf(e.getMessage()), e);
        }
    }

    private DemoReport play(DemoPlatform platform, List<Step> steps) throws InterruptedException {
        try (StatusFeed onsite = platform.feed("onsite");
                StatusFeed cloud = platform.feed("cloud");
                Load load = Load.start(LoadPlan.standard(platform.model()), platform.target())) {
            Scene scene = new Scene(
                    load, onsite, cloud, platform.faults(), platform.sites(), platform.stabilization(), timeline);
            timeline.phase("warm-up under load", () -> Thread.sleep(WARM_UP.toMillis()));
            DemoReport report = new Play(scene, result -> {}).run(steps);
            load.drain();
            return report;
        }
    }
}
