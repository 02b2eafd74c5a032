package io.prontuario.pulumi.gcp.monitoring;

import com.google.gson.Gson;
import io.prontuario.pulumi.gcp.common.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The dashboard: what to look at when the hospital calls. */
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
        Map<String, Object> dashboard = new LinkedHashMap<>();
        dashboard.put("displayName", scope.named("platform"));
        dashboard.put("mosaicLayout", Map.of("columns", 12, "tiles", tiles));
        return new Gson().toJson(dashboard);
    }

    private static Map<String, Object> tile(Chart chart, int index) {
        Map<String, Object> series = Map.of(
                "timeSeriesFilter",
                Map.of(
                        "filter",
                        "metric.type=\"" + chart.metric() + "\"",
                        "aggregation",
                        Map.of("alignmentPeriod", "60s", "perSeriesAligner", chart.aligner())));
        Map<String, Object> widget = new LinkedHashMap<>();
        widget.put("title", chart.title());
        widget.put("xyChart", Map.of("dataSets", List.of(Map.of("timeSeriesQuery", series, "plotType", "LINE"))));
        Map<String, Object> tile = new LinkedHashMap<>();
        tile.put("xPos", index % 2 * 6);
        tile.put("yPos", index / 2 * 4);
        tile.put("width", 6);
        tile.put("height", 4);
        tile.put("widget", widget);
        return tile;
    }
}
