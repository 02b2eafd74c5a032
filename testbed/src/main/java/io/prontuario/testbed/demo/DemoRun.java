package io.prontuario.testbed.demo;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.cli.action.Cluster;
import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.ledger.FoundWrites;
import io.prontuario.testbed.load.GetRecord;
import io.prontuario.testbed.load.Load;
import io.prontuario.testbed.load.LoadPlan;
import io.prontuario.testbed.load.MixSummary;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run on an environment to which the platform has been applied: waits for Ready, drives load, watches both sides. */
public final class DemoRun {
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration READY_LIMIT = Duration.ofMinutes(4);
    private final DemoEnvironment environment;
    private final Timeline timeline;
    private List<HospitalDifference> loggedDifferences = List.of();

    public DemoRun(DemoEnvironment environment, Timeline timeline) {
        this.environment = environment;
        this.timeline = timeline;
    }

    /** @throws CliException when a side is not Ready in time */
    public void awaitReady() throws InterruptedException {
        try (StatusFeed onsite = feed("onsite");
                StatusFeed cloud = feed("cloud")) {
            requireReady("onsite", onsite.awaitNow(seen -> Recovery.isFull(seen, sites()), READY_LIMIT), onsite);
            requireReady("cloud", cloud.awaitNow(seen -> seen.condition("Ready", "True"), READY_LIMIT), cloud);
        }
    }

    private static void requireReady(String side, Optional<ObservedStatus> ready, StatusFeed feed) {
        if (ready.isEmpty()) {
            throw new CliException(
                    ExitCode.UNREACHABLE,
                    "the platform " + side + " was not Ready within " + READY_LIMIT.toSeconds() + " s; last status: "
                            + feed.latest().map(Recovery::brief).orElse("none"));
        }
    }

    private static void requireSeen(String side, StatusFeed feed) throws InterruptedException {
        if (feed.awaitNow(seen -> true, READY_LIMIT).isEmpty()) {
            throw new CliException(
                    ExitCode.UNREACHABLE,
                    "no status of the platform " + side + " was seen within " + READY_LIMIT.toSeconds() + " s");
        }
    }

    private StatusFeed feed(String side) {
        return new StatusFeed(
                side, environment.cluster(side), environment.object().name());
    }

    public SiteNames sites() {
        return SiteNames.of(spec());
    }

    private PlatformSpec spec() {
        return environment.object().platform().getSpec();
    }

    private Duration stabilization() {
        return Durations.parse(spec().failover().failback().stabilization());
    }

    /**
     * Runs a script under load through the front door, after a warm-up, and waits for the load's end. Logs first what
     * differs from a hospital's run.
     */
    public DemoReport run(LoadPlan plan, Script<DemoReport> script) throws InterruptedException {
        logDifferences(plan);
        try (Load load = Load.start(plan, environment.target())) {
            timeline.phase("warm-up under load", this::warmUp);
            requireAnswers(load);
            DemoReport report = observe(load, script);
            load.drain();
            return (plan.mixPerSecond() > 0 ? judged(report, load) : report)
                    .with(environment.differences().list());
        }
    }

    /** When the load has ended and the platform is whole again, the record is read once for all steps. */
    private DemoReport judged(DemoReport report, Load load) {
        List<FoundWrites> found = new ArrayList<>(environment.written());
        try {
            found.add(load.shownByApi());
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.UNREACHABLE, "the ledger cannot read through the api: " + e.getMessage(), e);
        }
        DemoReport judged = report.judged(step -> step.with(StepWrites.of(load, found, step.window())));
        for (StepResult step : judged.steps()) {
            StepWrites writes = step.writes();
            if (writes != null) {
                timeline.log(
                        "%s: %s\n%s", step.step().title(), writes.judgement().brief(), MixSummary.text(writes.users()));
                writes.judgement().lost().forEach(lost -> timeline.log("  lost: %s", lost));
                writes.judgement().doubled().forEach(twice -> timeline.log("  doubled: %s", twice));
            }
        }
        return judged;
    }

    /**
     * Logs every difference to a hospital's run, that of the load included; once, however often the run is repeated.
     */
    public void logDifferences(LoadPlan plan) {
        environment.differences().note(new HospitalDifference("requests", plan.description()));
        environment.object().differences().forEach(environment.differences()::note);
        List<HospitalDifference> differences = environment.differences().list();
        if (!differences.equals(loggedDifferences)) {
            loggedDifferences = differences;
            timeline.log("%s", DemoOutput.differences(differences));
        }
    }

    private void warmUp() throws InterruptedException {
        long end = System.nanoTime() + WARM_UP.toNanos();
        Thread.sleep(WARM_UP.toMillis() / 3);
        logOperatorWrites();
        Thread.sleep(Math.max(0, (end - System.nanoTime()) / 1_000_000));
    }

    /** What fails before any fault is not the fault's doing: nothing is killed then. */
    private static void requireAnswers(Load load) {
        long now = System.nanoTime();
        List<GetRecord> gets = load.log().gets(now - WARM_UP.toNanos() / 3, now);
        List<GetRecord> failed = gets.stream().filter(GetRecord::failed).toList();
        if (failed.size() == gets.size()) {
            throw new CliException(
                    ExitCode.UNREACHABLE,
                    "the front door answered none of %d GETs in the warm-up: %s"
                            .formatted(gets.size(), ResultEvaluator.kinds(failed)));
        }
    }

    /** Information only: a read that fails on a cold machine is logged, and the run continues. */
    private void logOperatorWrites() throws InterruptedException {
        try (Cluster onsite = environment.cluster("onsite")) {
            Map<String, String> before = IdleCostCheck.marks(onsite);
            Thread.sleep(WARM_UP.toMillis() / 2);
            Map<String, String> after = IdleCostCheck.marks(onsite);
            List<String> written = IdleCostCheck.written(before, after);
            timeline.log(
                    "  of %d objects the operator wrote %s; its memory: %d MB",
                    after.size(),
                    written.isEmpty() ? "none" : written,
                    IdleCostCheck.largestOperator().orElse(0) / (1 << 20));
        } catch (KubernetesClientException e) {
            timeline.log("  the operator's writes could not be read: %s", e);
        }
    }

    /** Runs a script while the status of both sides is watched. */
    public <T> T observe(Load load, Script<T> script) throws InterruptedException {
        try (StatusFeed onsite = feed("onsite");
                StatusFeed cloud = feed("cloud")) {
            // A step compares with the status before it: a feed without a status yet would look like a change.
            requireSeen("onsite", onsite);
            requireSeen("cloud", cloud);
            return script.run(new StepContext(
                    load, onsite, cloud, environment.faults(), sites(), stabilization(), environment, timeline));
        }
    }

    /** Work in the context of a run. */
    public interface Script<T> {
        T run(StepContext context) throws InterruptedException;
    }
}
