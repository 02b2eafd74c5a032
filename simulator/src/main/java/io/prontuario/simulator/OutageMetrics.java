package io.prontuario.simulator;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * From a fault to the next one that finds everything well again: what it cost clients, and when it was decided. One that grows (the
 * second host dies while the first is being repaired) counts as the worse failure it became.
 */
final class OutageMetrics implements Watcher {
    private static final long NONE = -1;
    /** A platform's first half minute, while it is created, is no outage. */
    static final long WARM_UP = 30_000;

    private final Function<World, String> label;
    final Map<String, Histogram> rto = new TreeMap<>();
    final Map<String, Histogram> writes = new TreeMap<>();
    final Map<String, Histogram> rpo = new TreeMap<>();
    final Map<String, Histogram> projection = new TreeMap<>();
    final Map<String, Histogram> decision = new TreeMap<>();
    final Map<String, Histogram> routed = new TreeMap<>();

    private String open;
    private FailureClass worst = FailureClass.OTHER;
    private long since = NONE;
    private long longest;
    private long decidedAfter = NONE;
    private long routedAfter = NONE;
    private long behind = NONE;
    private long unwritten;
    private long lost;
    private long lostBefore;
    private long unansweredSince = NONE;
    private long longestOfRun;
    private String longestIn = "";

    /** @param scenario that every incident belongs to; LIFE: named by what failed */
    OutageMetrics(Scenario scenario) {
        this.label = scenario == Scenario.LIFE ? world -> FailureClass.of(world).label() : world -> scenario.label();
        this.open = fromTheStart(scenario) ? scenario.label() : "";
    }

    private static boolean fromTheStart(Scenario scenario) {
        return scenario == Scenario.QUIET || scenario == Scenario.RANDOM || scenario == Scenario.REHEARSALS;
    }

    @Override
    public void fault(World world, Fault fault, long now) {
        boolean fresh = open.isEmpty() || (since != NONE && world.activeFaults() <= 1);
        if (fresh) {
            close();
            worst = FailureClass.of(world);
            begin(world, now);
        } else if (since == NONE) {
            worst = FailureClass.of(world);
            since = now; // a scenario that was open from the start
        } else if (FailureClass.of(world).ordinal() < worst.ordinal()) {
            worst = FailureClass.of(world);
            begin(world, now); // the cost so far stays with the worse failure that it became
        }
    }

    private void begin(World world, long now) {
        open = label.apply(world);
        since = now;
        decidedAfter = NONE;
        routedAfter = NONE;
    }

    @Override
    public void client(World world, long now, int site) {
        if (now < WARM_UP) {
            return;
        }
        if (site >= 0) {
            unansweredSince = NONE;
            longest = Math.max(longest, world.frontDoors.waited(site, now));
        } else {
            unansweredSince = unansweredSince == NONE ? now : unansweredSince;
            longest = Math.max(longest, now - unansweredSince + world.settings.clientEvery());
        }
        long silent = now - world.databases.acknowledgedAt();
        unwritten = Math.max(unwritten, silent > Databases.WRITE_EVERY ? silent : 0);
        lost = world.databases.lost();
        if (since == NONE) {
            return;
        }
        if (site == world.nodes.hosts()) {
            behind = Math.max(behind, world.projection.behind());
        }
        if (decidedAfter == NONE && DetectionMetrics.decided(world, worst)) {
            decidedAfter = now - since;
        }
        if (routedAfter == NONE && DetectionMetrics.routedAround(world, worst)) {
            routedAfter = now - since;
        }
    }

    private void close() {
        if (!open.isEmpty()) {
            record();
        }
        longest = 0;
        unwritten = 0;
        lostBefore = lost;
        behind = NONE;
    }

    private void record() {
        spread(rto, open).add(longest);
        spread(writes, open).add(unwritten);
        spread(rpo, open).add((lost - lostBefore) * Databases.WRITE_EVERY);
        if (decidedAfter != NONE) {
            spread(decision, open).add(decidedAfter);
        }
        if (routedAfter != NONE) {
            spread(routed, open).add(routedAfter);
        }
        if (behind != NONE) {
            spread(projection, open).add(behind);
        }
        if (longest > longestOfRun) {
            longestOfRun = longest;
            longestIn = open;
        }
    }

    private static Histogram spread(Map<String, Histogram> spreads, String of) {
        return spreads.computeIfAbsent(of, key -> new Histogram());
    }

    @Override
    public void end(World world, long now) {
        close();
        open = "";
    }

    /** The longest time without an answer in the run, and in which failure. */
    long longest() {
        return longestOfRun;
    }

    String longestIn() {
        return longestIn;
    }
}
