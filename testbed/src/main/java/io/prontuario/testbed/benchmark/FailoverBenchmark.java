package io.prontuario.testbed.benchmark;

import io.prontuario.testbed.demo.DemoPlatform;
import io.prontuario.testbed.demo.DemoReport;
import io.prontuario.testbed.demo.Step;
import io.prontuario.testbed.demo.StepResult;
import io.prontuario.testbed.demo.StepRunner;
import io.prontuario.testbed.demo.Timeline;
import io.prontuario.testbed.load.GetRecord;
import io.prontuario.testbed.load.Load;
import io.prontuario.testbed.load.LoadPlan;
import io.prontuario.testbed.plan.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs the steps several times on one test bed, then the same load on the other systems. */
public final class FailoverBenchmark {
    static final String PRONTUARIO = "Prontuário";
    private static final long COMPARED_FOR_MILLIS = 45_000;
    private final DemoPlatform platform;
    private final Timeline timeline;
    private final Consumer<Result> onMeasurement;
    private final List<Measurement> measures = new ArrayList<>();
    private boolean passed = true;

    /** @param platform not up yet @param onMeasurement called after every measurement with all results so far */
    public FailoverBenchmark(DemoPlatform platform, Timeline timeline, Consumer<Result> onMeasurement) {
        this.platform = platform;
        this.timeline = timeline;
        this.onMeasurement = onMeasurement;
    }

    /** @return every measure, in the order in which it was taken */
    public Result run(int runs, int comparisonRuns) throws Exception {
        platform.up();
        for (int run = 1; run <= Math.max(runs, comparisonRuns); run++) {
            if (run <= runs) {
                timeline.heading("run %d of %d", run, runs);
                measureProntuario(run);
            }
            if (run <= comparisonRuns) {
                compare(run);
            }
        }
        return result();
    }

    private Result result() {
        return new Result(List.copyOf(measures), passed);
    }

    /** Reports all results after every measurement, so that a late failure loses none of them. */
    private void add(Measurement measure) {
        measures.add(measure);
        onMeasurement.accept(result());
    }

    private void measureProntuario(int run) throws InterruptedException {
        DemoReport report =
                platform.run(LoadPlan.standard(platform.model()), context -> new StepRunner(context, r -> add(run, r))
                        .run(Step.of(Layout.EDGE)));
        passed &= report.passed();
    }

    private void add(int run, StepResult r) {
        passed &= r.passed();
        add(new Measurement(
                PRONTUARIO,
                r.step().title(),
                run,
                r.figures().requests(),
                r.figures().failed(),
                r.figures().slowestMillis(),
                r.figures().routedMillis(),
                r.figures().statusMillis() == null ? -1 : r.figures().statusMillis()));
    }

    private void compare(int run) throws Exception {
        String edge = platform.edgeAddress();
        try (Baseline literal = new BaselineHaproxy(edge, platform.target(), platform.frontDoorPem())) {
            compare(run, literal, Step.PRIMARY_DIES, List.of(platform.sites().primary()));
            compare(run, literal, Step.BOTH_HOSTS_DIE, platform.sites().hosts());
        }
        try (Baseline plain = new BaselineService(platform.cluster("onsite"), edge)) {
            compare(run, plain, Step.PRIMARY_DIES, List.of(platform.sites().primary()));
        }
    }

    private void compare(int run, Baseline system, Step step, List<String> dying) throws Exception {
        timeline.heading("%s: %s", system.name(), step.title());
        try (Load load = Load.start(
                LoadPlan.standard(platform.model()).withoutStreams(),
                system.open().as(platform.target().sessions()))) {
            platform.observe(load, context -> {
                Thread.sleep(10_000);
                long from = System.nanoTime();
                Thread.sleep(3_000);
                long fault =
                        dying.stream().mapToLong(context.faults()::kill).min().orElseThrow();
                Thread.sleep(COMPARED_FOR_MILLIS);
                long to = System.nanoTime();
                while (!load.settled(to)) {
                    Thread.sleep(50);
                }
                List<GetRecord> gets = load.log().gets(from, to);
                Measurement measure = Measurement.of(system.name(), step.title(), run, fault, gets);
                add(measure);
                timeline.log(
                        "%d GETs, %d failed, slowest answer %d ms, longest time without an answer %d ms",
                        measure.requests(), measure.failed(), measure.slowestMillis(), measure.outageMillis());
                load.drain();
                context.reviveAndAwaitFull(dying);
                return measure;
            });
        }
    }

    /** @param passed whether every run of the steps held */
    public record Result(List<Measurement> measures, boolean passed) {}
}
