package io.prontuario.simulator;

import io.prontuario.continuity.model.Mode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/** A report as one line of JSON. Numbers have at most six decimals, so that the same report is the same bytes anywhere. */
final class ReportJson {
    private ReportJson() {}

    static String of(Report report) {
        StringBuilder json = new StringBuilder(1024);
        json.append("{\"schedules\":").append(report.schedules());
        json.append(",\"seed\":").append(report.seed());
        json.append(",\"events\":").append(report.events());
        json.append(",\"simulatedDays\":").append(number(report.days()));
        json.append(",\"violations\":").append(report.violations());
        json.append(",\"falseRoleChangesPerDay\":").append(number(report.falseRoleChangesPerDay()));
        json.append(",\"falseMarkDownsPerDay\":").append(number(report.falseMarkDownsPerDay()));
        json.append(",\"falseWriterMovesPerDay\":").append(number(report.falseWriterMovesPerDay()));
        json.append(",\"deaths\":").append(report.roles().deaths());
        json.append(",\"missedDeaths\":").append(report.roles().missedDeaths());
        json.append(",\"missedRoutes\":").append(report.roles().missedRoutes());
        json.append(",\"availability\":").append(number(report.availability()));
        json.append(",\"rto\":").append(spreads(report.times().rto()));
        json.append(",\"writes\":").append(spreads(report.times().writes()));
        json.append(",\"rpo\":").append(spreads(report.times().rpo()));
        json.append(",\"projection\":").append(spreads(report.times().projection()));
        json.append(",\"decision\":").append(spreads(report.times().decision()));
        json.append(",\"routed\":").append(spreads(report.times().routed()));
        json.append(",\"modes\":").append(modes(report.modes()));
        json.append(",\"broken\":").append(broken(report.broken()));
        json.append(",\"worst\":").append(report.worst().map(ReportJson::worst).orElse("null"));
        return json.append('}').toString();
    }

    private static String broken(List<Report.Broken> broken) {
        StringBuilder json = new StringBuilder("[");
        for (Report.Broken one : broken) {
            json.append(json.length() == 1 ? "" : ",")
                    .append("{\"seed\":")
                    .append(one.seed())
                    .append(",\"invariant\":\"")
                    .append(one.violation().invariant())
                    .append("\",\"at\":")
                    .append(one.violation().at())
                    .append('}');
        }
        return json.append(']').toString();
    }

    private static String worst(Report.Worst worst) {
        StringBuilder json = new StringBuilder("{\"seed\":" + worst.schedule().seed() + ",\"failure\":\""
                + worst.failure() + "\",\"unansweredMillis\":" + worst.millis() + ",\"faults\":[");
        String comma = "";
        for (Fault fault : worst.schedule().faults()) {
            json.append(comma).append('"').append(fault.line()).append('"');
            comma = ",";
        }
        return json.append("]}").toString();
    }

    private static String modes(Map<Mode, Double> modes) {
        StringBuilder json = new StringBuilder("{");
        String comma = "";
        for (Map.Entry<Mode, Double> mode : modes.entrySet()) {
            json.append(comma).append('"').append(mode.getKey()).append("\":").append(number(mode.getValue()));
            comma = ",";
        }
        return json.append('}').toString();
    }

    private static String spreads(Map<String, Histogram> spreads) {
        StringBuilder json = new StringBuilder("{");
        String comma = "";
        for (Map.Entry<String, Histogram> spread : spreads.entrySet()) {
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
        return new BigDecimal(value)
                .setScale(6, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
