package io.prontuario.testbed.loopback;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.testbed.demo.DemoLevel;
import io.prontuario.testbed.demo.DemoObject;
import io.prontuario.testbed.demo.DemoReport;
import io.prontuario.testbed.demo.DemoRun;
import io.prontuario.testbed.demo.Step;
import io.prontuario.testbed.demo.StepRunner;
import io.prontuario.testbed.demo.Timeline;
import io.prontuario.testbed.demo.UnprovenClaim;
import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.lifecycle.BuildArtifacts;
import io.prontuario.testbed.load.LoadPlan;
import io.prontuario.testbed.plan.StateFolder;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The whole demo without root: up, load, the steps that show something here, down. */
public final class LoopbackDemo {
    private static final String STATE_VARIABLE = "PRONTUARIO_LOOPBACK_HOME";
    private final Path home;
    private final Timeline timeline;

    /**
     * @param home the repository
     * @param progress where the timeline goes
     */
    public LoopbackDemo(Path home, PrintWriter progress) {
        this.home = home;
        this.timeline = new Timeline(progress);
    }

    /** @throws CliException when a precondition is not met, or the platform did not come up */
    public DemoReport run(List<Step> steps) throws InterruptedException {
        logNotProven();
        StateFolder cache = StateFolder.at(state());
        SystemTools tools = SystemTools.find(
                cache.root(),
                !Files.isExecutable(cache.binary("etcd")) || !Files.isExecutable(cache.binary("kube-apiserver")));
        try (LoopbackNetwork network = LoopbackNetwork.claim()) {
            return run(network, tools, cache, steps);
        } catch (TestbedException e) {
            throw new CliException(ExitCode.REFUSED, String.valueOf(e.getMessage()), e);
        }
    }

    private void logNotProven() {
        timeline.log("level %s cannot prove:", DemoLevel.API.title());
        for (UnprovenClaim missing : DemoLevel.API.notProven()) {
            timeline.log("  %s: %s", missing.name(), missing.why());
        }
    }

    private DemoReport run(LoopbackNetwork network, SystemTools tools, StateFolder cache, List<Step> steps)
            throws InterruptedException {
        Path folder = cache.root().resolve(String.valueOf(network.number()));
        // This run holds the network, so the run that left this folder has ended.
        LocalDatabases.removeLeftOver(folder);
        UncheckedFiles.delete(folder);
        BuildArtifacts installation = new BuildArtifacts(StateFolder.at(folder));
        timeline.phase("etcd and API server, model", () -> {
            installation.apiServer();
            installation.models();
        });
        DemoObject object = new DemoObject(
                home,
                network.renumber(DemoObject.overlay(home, "loopback")),
                cache::models,
                "file://" + cache.models());
        LoopbackPlatform platform = new LoopbackPlatform(
                new LoopbackPlatform.Folders(home, folder, cache.binaries()), timeline, network, tools, object);
        AtomicBoolean closed = new AtomicBoolean();
        Runnable close = () -> {
            if (closed.compareAndSet(false, true)) {
                platform.close();
            }
        };
        Thread atExit = new Thread(close, "demo-down");
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            platform.up();
            DemoRun demoRun = new DemoRun(platform, timeline);
            timeline.phase("both sides Ready", demoRun::awaitReady);
            timeline.phase("users logged in", platform::logIn);
            LoadPlan load = LoadPlan.standard(
                    object.platform().getSpec().models().get(0).name());
            return demoRun.run(load, context -> new StepRunner(context, result -> {}).run(steps))
                    .at(DemoLevel.API);
        } finally {
            close.run();
            forget(atExit);
        }
    }

    private static void forget(Thread atExit) {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The machine is going down: the hook has run or is running.
            return;
        }
    }

    /** {@code PRONTUARIO_LOOPBACK_HOME}, else a folder of the user's cache. */
    private static Path state() {
        String configured = System.getenv(STATE_VARIABLE);
        return configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache", "prontuario", "loopback")
                : Path.of(configured).toAbsolutePath().normalize();
    }
}
