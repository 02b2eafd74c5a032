package io.prontuario.testbed.demo;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.load.LoadPlan;
import io.prontuario.testbed.plan.Layout;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** The whole demo: up, load, steps, down. */
public final class Demo {
    private final Path home;
    private final Timeline timeline;
    private final boolean keep;
    private final Layout controlPlane;

    /**
     * @param home the repository
     * @param progress where the timeline goes
     * @param keep whether to leave the test bed up
     * @param controlPlane which hosts carry the on-site control plane
     */
    public Demo(Path home, PrintWriter progress, boolean keep, Layout controlPlane) {
        this.home = home;
        this.timeline = new Timeline(progress);
        this.keep = keep;
        this.controlPlane = controlPlane;
    }

    /** @throws CliException when a precondition is not met, or the platform did not come up */
    public DemoReport run(List<Step> steps) throws InterruptedException {
        try (DemoPlatform platform =
                DemoPlatform.create(home, timeline, keep, controlPlane, steps.contains(Step.OPERATOR_ROLLED_OUT))) {
            platform.up();
            LoadPlan users = LoadPlan.standard(platform.model()).withMix();
            return platform.run(
                    // A control plane on three boxes takes its part of the two cores that all machines share.
                    controlPlane == Layout.STRETCHED ? users.halved() : users,
                    context -> new StepRunner(context, result -> {}).run(steps));
        } catch (TestbedException e) {
            throw new CliException(ExitCode.REFUSED, String.valueOf(e.getMessage()), e);
        }
    }
}
