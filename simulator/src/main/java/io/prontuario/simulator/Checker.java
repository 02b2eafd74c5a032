package io.prontuario.simulator;

import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;

/** Runs schedules under every invariant, and shrinks what breaks one. */
public final class Checker {
    private final Settings settings;
    private final Deciders deciders;
    private final Nodes nodes;

    public Checker(Settings settings, Deciders deciders) {
        this.settings = settings;
        this.deciders = deciders;
        this.nodes = new Nodes(settings.policy().hosts());
    }

    /** @param schedule the smallest schedule found that still breaks it  @param events in all runs so far */
    public record Finding(Violation violation, Schedule schedule, long events) {
        /** As it is kept: what it breaks, and the schedule, which {@link Schedule#parse} reads again. */
        public String file() {
            return "# invariant " + violation.invariant() + ": " + violation.message() + "\n" + schedule.format();
        }

        public String describe(Nodes nodes) {
            return violation.invariant() + " at " + violation.at() / 1000.0 + " s: " + violation.message() + "\nseed "
                    + schedule.seed() + ", " + schedule.length() / 1000 + " s\n" + schedule.describe(nodes);
        }
    }

    /** What one schedule breaks, if anything. */
    public Optional<Violation> check(Schedule schedule) {
        InvariantChecks invariants = new InvariantChecks(nodes);
        new World(settings, schedule, deciders, invariants).run();
        return invariants.violation();
    }

    /** Random schedules from {@code firstSeed}; stops at the first that breaks an invariant, shrunk. */
    public Optional<Finding> search(long firstSeed, int schedules, long length, int mostFaults, LongConsumer progress) {
        return search(firstSeed, schedules, seed -> Schedule.random(seed, length, nodes, mostFaults), progress);
    }

    /** The same of other schedules. @param of the schedule of a seed */
    public Optional<Finding> search(long firstSeed, int schedules, LongFunction<Schedule> of, LongConsumer progress) {
        long events = 0;
        for (int i = 0; i < schedules; i++) {
            Schedule schedule = of.apply(firstSeed + i);
            InvariantChecks invariants = new InvariantChecks(nodes);
            events += new World(settings, schedule, deciders, invariants).run();
            progress.accept(events);
            if (invariants.violation().isPresent()) {
                return shrunk(schedule, events);
            }
        }
        return Optional.empty();
    }

    /** The smallest schedule that still breaks what this one breaks; empty when it breaks nothing. */
    public Optional<Finding> shrunk(Schedule schedule) {
        return shrunk(schedule, 0);
    }

    private Optional<Finding> shrunk(Schedule schedule, long events) {
        return check(schedule).map(found -> {
            Schedule smallest = Shrinker.shrink(schedule, candidate -> check(candidate)
                    .filter(violation -> violation.invariant().equals(found.invariant()))
                    .isPresent());
            return new Finding(check(smallest).orElseThrow(), smallest, events);
        });
    }

    public Nodes nodes() {
        return nodes;
    }
}
