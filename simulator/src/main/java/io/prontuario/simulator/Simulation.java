package io.prontuario.simulator;

import io.prontuario.continuity.model.Mode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Many schedules under one policy, and what they add up to. The same arguments give the same report. */
public final class Simulation {
    private final Settings settings;
    private final Deciders deciders;
    private final Rates rates;
    private final Nodes nodes;

    public Simulation(Settings settings, Deciders deciders) {
        this(settings, deciders, Rates.published());
    }

    /** @param rates for the scenario "life" */
    public Simulation(Settings settings, Deciders deciders, Rates rates) {
        this.settings = settings;
        this.deciders = deciders;
        this.rates = rates;
        this.nodes = new Nodes(settings.policy().hosts());
    }

    /**
     * Runs schedules of this length, on every core.
     *
     * @param seed of the first schedule; the others follow
     * @param progress told the number of schedules done, by any thread
     * @throws IllegalArgumentException naming the argument, when one makes no sense
     */
    public Report run(Scenario scenario, int schedules, long seed, long lengthMillis, IntConsumer progress) {
        if (schedules < 1) {
            throw new IllegalArgumentException("schedules: " + schedules + " is too few; give at least 1");
        }
        if (lengthMillis < 120_000) {
            throw new IllegalArgumentException(
                    "length: " + lengthMillis + " ms is too short for a failure and its end; give at least 2 minutes");
        }
        AtomicInteger next = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        List<RunAggregate> parts = IntStream.range(0, Runtime.getRuntime().availableProcessors())
                .parallel()
                .mapToObj(worker -> {
                    RunAggregate sums = new RunAggregate();
                    for (int i = next.getAndIncrement(); i < schedules; i = next.getAndIncrement()) {
                        run(scenario.of(i), seed + i, lengthMillis, sums);
                        progress.accept(done.incrementAndGet());
                    }
                    return sums;
                })
                .toList();
        RunAggregate sums = new RunAggregate();
        parts.forEach(sums::add);
        return report(sums, schedules, seed, lengthMillis);
    }

    /** The n-th schedule of this scenario, as it would be run. */
    public Schedule schedule(Scenario scenario, int index, long seed, long lengthMillis) {
        return schedule(scenario.of(index), seed, lengthMillis);
    }

    /** One schedule of this scenario, as it would be run. */
    public Schedule schedule(Scenario scenario, long seed, long lengthMillis) {
        return scenario == Scenario.LIFE
                ? rates.schedule(seed, lengthMillis, nodes)
                : scenario.schedule(seed, lengthMillis, nodes);
    }

    private void run(Scenario scenario, long seed, long length, RunAggregate sums) {
        Schedule schedule = schedule(scenario, seed, length);
        RunMetrics tally = new RunMetrics(settings);
        OutageMetrics incidents = new OutageMetrics(scenario);
        DetectionMetrics deaths = new DetectionMetrics(settings);
        InvariantChecks invariants = new InvariantChecks(nodes);
        Watcher watchers =
                new CompositeWatcher(new CompositeWatcher(tally, incidents), new CompositeWatcher(deaths, invariants));
        World world = new World(settings, schedule, deciders, watchers);
        sums.events += world.run();
        sums.add(schedule, world, tally, incidents, deaths, invariants);
    }

    private static Report report(RunAggregate sums, int schedules, long seed, long length) {
        Map<Mode, Double> shares = new EnumMap<>(Mode.class);
        for (Mode mode : Mode.values()) {
            shares.put(mode, sums.asked == 0 ? 0 : sums.modes[mode.ordinal()] / (double) sums.asked);
        }
        return new Report(
                new Report.Extent(schedules, seed, sums.events, schedules * length),
                sums.violations,
                sums.broken(),
                new Report.Roles(
                        sums.falseRoleChanges,
                        sums.falseMarkDowns,
                        sums.falseWriterMoves,
                        sums.deaths,
                        sums.missedDeaths,
                        sums.missedRoutes),
                sums.asked == 0 ? 1 : sums.answered / (double) sums.asked,
                new Report.Times(sums.rto, sums.writes, sums.rpo, sums.projection, sums.decision, sums.routed),
                shares,
                sums.worst());
    }
}
