package io.prontuario.pulumi.gcp.monitoring;

import com.google.gson.Gson;
import io.prontuario.pulumi.gcp.common.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON of the dashboard. */
final class DashboardJson {
    private record Chart(String title, String metric, String aligner) {}

    private DashboardJson() {}

    static String of(Scope scope, boolean vpn) {
        List<Chart> charts = new ArrayList<>(List.of(
                new Chart("Requests", "loadbalancing.googleapis.com/https/request_count", "ALIGN_RATE"),
                new Chart(
                        "Latency, 99th percentile",
                        "loadbalancing.googleapis.com/https/total_latencies",
                        "ALIGN_PERCENTILE_99"),
                new Chart("Database up", "cloudsql.googleapis.com/database/up", "ALIGN_MEAN"),
                new Chart("Database CPU", "cloudsql.googleapis.com/database/cpu/utilization", "ALIGN_MEAN"),
                new Chart("Pod restarts", "kubernetes.io/container/restart_count", "ALIGN_DELTA"),
                new Chart("Bytes in buckets", "storage.googleapis.com/storage/total_bytes", "ALIGN_MEAN")));
        if (vpn) {
            charts.add(new Chart("Tunnels up", "vpn.googleapis.com/tunnel_established", "ALIGN_MEAN"));
        }
        List<Object> tiles = new ArrayList<>();
        for (int i = 0; i < charts.size(); i++) {
            tiles.add(tile(charts.get(i), i));
        }
        return new Gson()
                .toJson(object(
                        "displayName", scope.named("platform"),
                        "mosaicLayout", object("columns", 12, "tiles", tiles)));
    }

    private static Map<String, Object> tile(Chart chart, int index) {
        Map<String, Object> query = object(
                "timeSeriesFilter",
                object(
                        "filter",
                        "metric.type=\"" + chart.metric() + "\"",
                        "aggregation",
                        object("alignmentPeriod", "60s", "perSeriesAligner", chart.aligner())));
        return object(
                "xPos",
                index % 2 * 6,
                "yPos",
                index / 2 * 4,
                "width",
                6,
                "height",
                4,
                "widget",
                object(
                        "title", chart.title(),
                        "xyChart", object("dataSets", List.of(object("timeSeriesQuery", query, "plotType", "LINE")))));
    }

    /** Keeps the order of the keys, so that the text is the same in every run and {@code pulumi up} reports no change. */
    private static Map<String, Object> object(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
