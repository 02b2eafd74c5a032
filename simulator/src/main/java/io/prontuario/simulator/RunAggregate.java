package io.prontuario.simulator;

import io.prontuario.continuity.model.Mode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The sums of many runs. Adding is the same in any order, so that the number of threads changes nothing, and what is kept does not
 * grow with the number of runs.
 */
final class RunAggregate {
    private static final int KEPT = 20;

    private final List<Report.Broken> broken = new ArrayList<>();
    final Map<String, Histogram> rto = new TreeMap<>();
    final Map<String, Histogram> writes = new TreeMap<>();
    final Map<String, Histogram> rpo = new TreeMap<>();
    final Map<String, Histogram> projection = new TreeMap<>();
    final Map<String, Histogram> decision = new TreeMap<>();
    final Map<String, Histogram> routed = new TreeMap<>();
    final long[] modes = new long[Mode.values().length];
    long violations;
    long events;
    long asked;
    long answered;
    long falseRoleChanges;
    long falseMarkDowns;
    long falseWriterMoves;
    long deaths;
    long missedDeaths;
    long missedRoutes;
    private Optional<Report.Worst> worst = Optional.empty();

    /** One run's part. */
    void add(
            Schedule schedule,
            World world,
            RunMetrics tally,
            OutageMetrics incidents,
            DetectionMetrics run,
            InvariantChecks invariants) {
        invariants.violation().ifPresent(violation -> {
            violations++;
            keep(new Report.Broken(schedule.seed(), violation));
        });
        asked += tally.asked;
        answered += tally.answered;
        falseRoleChanges += tally.falseRoleChanges;
        falseWriterMoves += tally.falseWriterMoves;
        falseMarkDowns += world.frontDoors.falseMarkDowns();
        deaths += run.deaths;
        missedDeaths += run.missed;
        missedRoutes += run.missedRoutes;
        for (int i = 0; i < modes.length; i++) {
            modes[i] += tally.inMode[i];
        }
        merge(rto, incidents.rto);
        merge(writes, incidents.writes);
        merge(rpo, incidents.rpo);
        merge(projection, incidents.projection);
        merge(decision, incidents.decision);
        merge(routed, incidents.routed);
        if (incidents.longest() > 0) {
            worse(new Report.Worst(schedule, incidents.longestIn(), incidents.longest()));
        }
    }

    void add(RunAggregate other) {
        other.broken.forEach(this::keep);
        violations += other.violations;
        events += other.events;
        asked += other.asked;
        answered += other.answered;
        falseRoleChanges += other.falseRoleChanges;
        falseWriterMoves += other.falseWriterMoves;
        falseMarkDowns += other.falseMarkDowns;
        deaths += other.deaths;
        missedDeaths += other.missedDeaths;
        missedRoutes += other.missedRoutes;
        for (int i = 0; i < modes.length; i++) {
            modes[i] += other.modes[i];
        }
        merge(rto, other.rto);
        merge(writes, other.writes);
        merge(rpo, other.rpo);
        merge(projection, other.projection);
        merge(decision, other.decision);
        merge(routed, other.routed);
        other.worst.ifPresent(this::worse);
    }

    private void keep(Report.Broken found) {
        broken.add(found);
        if (broken.size() > KEPT) {
            broken.sort(Comparator.comparingLong(Report.Broken::seed));
            broken.remove(KEPT);
        }
    }

    List<Report.Broken> broken() {
        broken.sort(Comparator.comparingLong(Report.Broken::seed));
        return broken;
    }

    Optional<Report.Worst> worst() {
        return worst;
    }

    private void worse(Report.Worst found) {
        boolean worse = worst.isEmpty()
                || found.millis() > worst.get().millis()
                || (found.millis() == worst.get().millis()
                        && found.schedule().seed() < worst.get().schedule().seed());
        if (worse) {
            worst = Optional.of(found);
        }
    }

    private static void merge(Map<String, Histogram> into, Map<String, Histogram> from) {
        from.forEach((label, spread) ->
                into.computeIfAbsent(label, key -> new Histogram()).add(spread));
    }
}
