package io.prontuario.simulator;

import io.prontuario.continuity.model.Mode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a simulation found. Times in milliseconds.
 *
 * @param violations how many schedules broke an invariant; 0 in a sound platform
 * @param broken the first of them
 * @param availability share of clients' requests that were answered by some site
 * @param modes share of the time in each mode, as the on-site operator recorded it
 * @param worst the schedule in which clients waited longest, when they waited at all
 */
public record Report(
        Extent extent,
        long violations,
        List<Broken> broken,
        Roles roles,
        double availability,
        Times times,
        Map<Mode, Double> modes,
        Optional<Worst> worst) {
    private static final double DAY = 86_400_000.0;

    public Report {
        broken = List.copyOf(broken);
        modes = new TreeMap<>(modes);
    }

    /**
     * How much was run.
     *
     * @param seed of the first schedule
     * @param simulatedMillis virtual time of all schedules
     */
    public record Extent(int schedules, long seed, long events, long simulatedMillis) {}

    public int schedules() {
        return extent.schedules();
    }

    public long seed() {
        return extent.seed();
    }

    public long events() {
        return extent.events();
    }

    /** The first invariant that a schedule broke. @param seed of the schedule */
    public record Broken(long seed, Violation violation) {}

    /** @param failure its class  @param millis the longest time without an answer */
    public record Worst(Schedule schedule, String failure, long millis) {}

    /**
     * @param falseRoleChanges hosts decided failed, or taken over from, that truly served and could be reached
     * @param falseMarkDowns the front doors' route checks: servers marked down that truly served and could be reached
     * @param falseWriterMoves epochs that were ended though their writer wrote and could be reached
     * @param deaths of hosts  @param missedDeaths those not acted on by the operator within their bound
     * @param missedRoutes those that a front door still used after its own checks' bound
     */
    public record Roles(
            long falseRoleChanges,
            long falseMarkDowns,
            long falseWriterMoves,
            long deaths,
            long missedDeaths,
            long missedRoutes) {}

    /**
     * Per failure class.
     *
     * @param rto how long clients got no answer, at worst, in each incident
     * @param writes how long no write to the record was acknowledged, at worst, in each incident
     * @param rpo how much of what was acknowledged a new writer of the record did not have, in milliseconds of writing
     * @param projection how much of what was written on site the cloud had not seen when it answered, in milliseconds of writing
     * @param decision from the failure to the recorded decision
     * @param routed from the failure until no front door used what had failed
     */
    public record Times(
            Map<String, Histogram> rto,
            Map<String, Histogram> writes,
            Map<String, Histogram> rpo,
            Map<String, Histogram> projection,
            Map<String, Histogram> decision,
            Map<String, Histogram> routed) {
        public Times {
            rto = new TreeMap<>(rto);
            writes = new TreeMap<>(writes);
            rpo = new TreeMap<>(rpo);
            projection = new TreeMap<>(projection);
            decision = new TreeMap<>(decision);
            routed = new TreeMap<>(routed);
        }
    }

    public double days() {
        return extent.simulatedMillis() / DAY;
    }

    public double falseRoleChangesPerDay() {
        return perDay(roles.falseRoleChanges());
    }

    public double falseWriterMovesPerDay() {
        return perDay(roles.falseWriterMoves());
    }

    public double falseMarkDownsPerDay() {
        return perDay(roles.falseMarkDowns());
    }

    private double perDay(long count) {
        return extent.simulatedMillis() == 0 ? 0 : count * DAY / extent.simulatedMillis();
    }

    /** One line of JSON; the same report gives the same bytes. */
    public String json() {
        return ReportJson.of(this);
    }
}
