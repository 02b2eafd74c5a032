package io.prontuario.workloads.common;

import io.javalin.http.Context;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import io.prometheus.client.exporter.common.TextFormat;
import io.prometheus.client.hotspot.MemoryPoolsExports;
import io.prometheus.client.hotspot.StandardExports;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Request counters and durations by route (never by path, which identifies a patient), and the exposition of the registry. */
final class HttpMetrics {
    private final CollectorRegistry registry;
    private final Counter requests;
    private final Histogram duration;
    /** Cache of series: finding a series by its labels costs more than incrementing it. */
    private final Map<Key, Series> series = new ConcurrentHashMap<>();

    private record Key(String method, String route, int status) {}

    private record Series(Counter.Child requests, Histogram.Child duration) {}

    HttpMetrics(CollectorRegistry registry, InFlightRequests inFlight) {
        this.registry = registry;
        this.requests = Counter.build(
                        "prontuario_http_requests_total",
                        "Number of HTTP requests answered, by method, route and status.")
                .labelNames("method", "route", "status")
                .register(registry);
        this.duration = Histogram.build(
                        "prontuario_http_request_seconds", "Time to answer an HTTP request in seconds, by route.")
                .labelNames("route")
                .buckets(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
                .register(registry);
        Gauge.build("prontuario_http_in_flight", "Number of HTTP requests in progress.")
                .create()
                .setChild(new Gauge.Child() {
                    @Override
                    public double get() {
                        return inFlight.count();
                    }
                })
                .register(registry);
        new StandardExports().register(registry);
        new MemoryPoolsExports().register(registry);
    }

    void finished(String method, String route, int status, long nanos) {
        Series found = series.computeIfAbsent(
                new Key(method, route, status),
                key -> new Series(
                        requests.labels(key.method(), key.route(), Integer.toString(key.status())),
                        duration.labels(key.route())));
        found.requests().inc();
        found.duration().observe(nanos / 1e9);
    }

    void expose(Context ctx) throws IOException {
        StringWriter text = new StringWriter(8192);
        TextFormat.write004(text, registry.metricFamilySamples());
        ctx.contentType(TextFormat.CONTENT_TYPE_004).result(text.toString());
    }
}
