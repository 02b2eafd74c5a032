package io.prontuario.continuity.simulate;

import io.prontuario.continuity.decide.FailoverDecider;
import io.prontuario.continuity.model.Mode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Many schedules under one policy, and what they add up to. The same arguments give the same report. */
public final class Simulation {
    /** Schedules that one thread runs before it takes more. */
    private static final int PART = 25;

    private final Settings settings;
    private final FailoverDecider decider;
    private final Nodes nodes;

    public Simulation(Settings settings, FailoverDecider decider) {
        this.settings = settings;
        this.decider = decider;
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
        AtomicInteger done = new AtomicInteger();
        List<Sum> parts = IntStream.range(0, (schedules + PART - 1) / PART)
                .parallel()
                .mapToObj(part -> {
                    Sum sum = new Sum(scenario, schedules, seed, lengthMillis);
                    for (int i = part * PART; i < Math.min(schedules, (part + 1) * PART); i++) {
                        sum.add(i);
                        progress.accept(done.incrementAndGet());
                    }
                    return sum;
                })
                .toList();
        Sum sum = new Sum(scenario, schedules, seed, lengthMillis);
        parts.forEach(sum::add); // in order, so that the number of threads changes nothing
        return sum.report();
    }

    /** The sums of one simulation while it runs. */
    private final class Sum {
        private final Scenario scenario;
        private final int schedules;
        private final long seed;
        private final long length;
        private final List<Violation> violations = new ArrayList<>();
        private final Map<String, Spread> rto = new TreeMap<>();
        private final Map<String, Spread> decision = new TreeMap<>();
        private final long[] modes = new long[Mode.values().length];
        private long events;
        private long asked;
        private long answered;
        private long falseRoleChanges;
        private long falseMarkDowns;
        private long deaths;
        private long missedDeaths;
        private long longest;
        private Optional<Schedule> worst = Optional.empty();

        Sum(Scenario scenario, int schedules, long seed, long length) {
            this.scenario = scenario;
            this.schedules = schedules;
            this.seed = seed;
            this.length = length;
        }

        void add(int index) {
            Scenario kind = scenario.of(index);
            Schedule schedule = kind.schedule(seed + index, length, nodes);
            Tally tally = new Tally(kind, settings);
            Invariants invariants = new Invariants(nodes);
            World world = new World(settings, schedule, decider, new Both(tally, invariants));
            events += world.run();
            invariants.violation().ifPresent(violations::add);
            asked += tally.asked;
            answered += tally.answered;
            falseRoleChanges += tally.falseRoleChanges;
            falseMarkDowns += world.frontDoors.falseMarkDowns();
            deaths += tally.deaths;
            missedDeaths += tally.missedDeaths;
            for (int i = 0; i < modes.length; i++) {
                modes[i] += tally.inMode[i];
            }
            rto.computeIfAbsent(kind.label(), label -> new Spread()).add(tally.longestUnanswered);
            if (tally.decidedAfter >= 0) {
                decision.computeIfAbsent(kind.label(), label -> new Spread()).add(tally.decidedAfter);
            }
            if (tally.longestUnanswered > longest) {
                longest = tally.longestUnanswered;
                worst = Optional.of(schedule);
            }
        }

        void add(Sum other) {
            events += other.events;
            violations.addAll(other.violations);
            other.rto.forEach((label, spread) ->
                    rto.computeIfAbsent(label, key -> new Spread()).add(spread));
            other.decision.forEach((label, spread) ->
                    decision.computeIfAbsent(label, key -> new Spread()).add(spread));
            for (int i = 0; i < modes.length; i++) {
                modes[i] += other.modes[i];
            }
            asked += other.asked;
            answered += other.answered;
            falseRoleChanges += other.falseRoleChanges;
            falseMarkDowns += other.falseMarkDowns;
            deaths += other.deaths;
            missedDeaths += other.missedDeaths;
            if (other.longest > longest) {
                longest = other.longest;
                worst = other.worst;
            }
        }

        Report report() {
            Map<Mode, Double> shares = new EnumMap<>(Mode.class);
            for (Mode mode : Mode.values()) {
                shares.put(mode, asked == 0 ? 0 : modes[mode.ordinal()] / (double) asked);
            }
            return new Report(
                    schedules,
                    seed,
                    events,
                    schedules * length,
                    violations,
                    falseRoleChanges,
                    falseMarkDowns,
                    deaths,
                    missedDeaths,
                    asked == 0 ? 1 : answered / (double) asked,
                    rto,
                    decision,
                    shares,
                    worst);
        }
    }
}
