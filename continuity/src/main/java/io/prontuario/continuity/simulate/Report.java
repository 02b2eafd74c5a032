package io.prontuario.continuity.simulate;

import io.prontuario.continuity.model.Mode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a simulation found. Times in milliseconds.
 *
 * @param simulatedMillis virtual time of all schedules
 * @param violations invariants that broke, the first of each schedule; empty in a sound platform
 * @param falseRoleChanges hosts given up, or taken over from, that truly served and could be reached
 * @param falseMarkDowns the front doors' route checks: servers marked down that truly served and could be reached
 * @param deaths host deaths in the schedules  @param missedDeaths those not acted on within their bound
 * @param availability share of clients' requests that were answered by some site
 * @param rto per failure class: how long clients got no answer
 * @param decision per failure class: from the death to the recorded decision
 * @param modes share of the time in each mode, as the on-site operator recorded it
 * @param worst the schedule in which clients waited longest
 */
public record Report(
        int schedules,
        long seed,
        long events,
        long simulatedMillis,
        List<Violation> violations,
        long falseRoleChanges,
        long falseMarkDowns,
        long deaths,
        long missedDeaths,
        double availability,
        Map<String, Spread> rto,
        Map<String, Spread> decision,
        Map<Mode, Double> modes,
        Optional<Schedule> worst) {

    public Report {
        violations = List.copyOf(violations);
        rto = new TreeMap<>(rto);
        decision = new TreeMap<>(decision);
        modes = new TreeMap<>(modes);
    }

    public double falseRoleChangesPerDay() {
        return perDay(falseRoleChanges);
    }

    public double falseMarkDownsPerDay() {
        return perDay(falseMarkDowns);
    }

    private double perDay(long count) {
        return simulatedMillis == 0 ? 0 : count * 86_400_000.0 / simulatedMillis;
    }

    /** One line of JSON; the same report gives the same bytes. The data tier is not simulated yet, so {@code rpo} is null. */
    public String json() {
        StringBuilder json = new StringBuilder(512);
        json.append("{\"schedules\":").append(schedules);
        json.append(",\"seed\":").append(seed);
        json.append(",\"events\":").append(events);
        json.append(",\"simulatedDays\":").append(number(simulatedMillis / 86_400_000.0));
        json.append(",\"violations\":[");
        for (int i = 0; i < violations.size(); i++) {
            Violation violation = violations.get(i);
            json.append(i == 0 ? "" : ",")
                    .append("{\"invariant\":\"")
                    .append(violation.invariant())
                    .append("\",\"at\":")
                    .append(violation.at())
                    .append('}');
        }
        json.append("],\"falseRoleChangesPerDay\":").append(number(falseRoleChangesPerDay()));
        json.append(",\"falseMarkDownsPerDay\":").append(number(falseMarkDownsPerDay()));
        json.append(",\"deaths\":").append(deaths);
        json.append(",\"missedDeaths\":").append(missedDeaths);
        json.append(",\"availability\":").append(number(availability));
        json.append(",\"rto\":").append(spreads(rto));
        json.append(",\"decision\":").append(spreads(decision));
        json.append(",\"modes\":{");
        String comma = "";
        for (Map.Entry<Mode, Double> mode : modes.entrySet()) {
            json.append(comma).append('"').append(mode.getKey()).append("\":").append(number(mode.getValue()));
            comma = ",";
        }
        json.append("},\"rpo\":null,\"worst\":");
        json.append(worst.map(found -> "{\"seed\":" + found.seed() + ",\"faults\":"
                        + found.faults().size() + "}")
                .orElse("null"));
        return json.append('}').toString();
    }

    private static String spreads(Map<String, Spread> spreads) {
        StringBuilder json = new StringBuilder("{");
        String comma = "";
        for (Map.Entry<String, Spread> spread : spreads.entrySet()) {
            json.append(comma)
                    .append('"')
                    .append(spread.getKey())
                    .append("\":")
                    .append(spread.getValue().json());
            comma = ",";
        }
        return json.append('}').toString();
    }

    private static String number(double value) {
        return new java.math.BigDecimal(value)
                .setScale(6, java.math.RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
