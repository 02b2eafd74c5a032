package io.prontuario.workloads.inference.http;

import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.GaugeMetricFamily;
import io.prometheus.client.Histogram;
import io.prontuario.workloads.inference.Models;
import io.prontuario.workloads.inference.ServedModel;
import io.prontuario.workloads.inference.engine.GenerationResult;
import io.prontuario.workloads.inference.engine.KvCacheUsage;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Metrics with the names and meanings of vLLM's, prefixed with {@code prontuario_inference_}. */
final class InferenceMetrics {
    private final Counter promptTokens;
    private final Counter generatedTokens;
    private final Counter audioSeconds;
    private final Counter cancelled;
    private final Counter rejected;
    private final Histogram firstToken;
    private final Histogram endToEnd;

    InferenceMetrics(CollectorRegistry registry, Models models) {
        promptTokens = counter(registry, "prompt_tokens_total", "Number of prompt tokens processed.");
        generatedTokens = counter(registry, "generation_tokens_total", "Number of tokens generated.");
        audioSeconds = counter(registry, "audio_seconds_total", "Seconds of audio transcribed.");
        cancelled =
                counter(registry, "requests_cancelled_total", "Requests cancelled because the client disconnected.");
        rejected = counter(
                registry,
                "requests_rejected_total",
                "Requests rejected because the queue was full or the wait too long.");
        firstToken = histogram(
                registry,
                "time_to_first_token_seconds",
                "Seconds from the request to the first token, queueing included.");
        endToEnd = histogram(
                registry,
                "e2e_request_latency_seconds",
                "Seconds from the request to the end of the response, queueing included.");
        new ModelGauges(models).register(registry);
    }

    private static Counter counter(CollectorRegistry registry, String name, String help) {
        return Counter.build("prontuario_inference_" + name, help)
                .labelNames("model")
                .register(registry);
    }

    private static Histogram histogram(CollectorRegistry registry, String name, String help) {
        return Histogram.build("prontuario_inference_" + name, help)
                .labelNames("model")
                .buckets(0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 2, 3, 5, 10, 20, 40, 80)
                .register(registry);
    }

    void first(String model, long startedNanos) {
        firstToken.labels(model).observe((System.nanoTime() - startedNanos) / 1e9);
    }

    void completed(String model, long startedNanos, GenerationResult result) {
        promptTokens.labels(model).inc(result.promptTokens());
        generatedTokens.labels(model).inc(result.completionTokens());
        endToEnd.labels(model).observe((System.nanoTime() - startedNanos) / 1e9);
    }

    void transcribed(String model, long startedNanos, double seconds) {
        audioSeconds.labels(model).inc(seconds);
        endToEnd.labels(model).observe((System.nanoTime() - startedNanos) / 1e9);
    }

    void embedded(String model, long startedNanos, int tokens) {
        promptTokens.labels(model).inc(tokens);
        endToEnd.labels(model).observe((System.nanoTime() - startedNanos) / 1e9);
    }

    void cancelled(String model) {
        cancelled.labels(model).inc();
    }

    void rejected(String model) {
        rejected.labels(model).inc();
    }

    private static final class ModelGauges extends Collector {
        private final Models models;

        ModelGauges(Models models) {
            this.models = models;
        }

        @Override
        public List<MetricFamilySamples> collect() {
            return List.of(
                    gauge(
                            "num_requests_running",
                            "Requests running.",
                            model -> OptionalDouble.of(model.queue().running())),
                    gauge(
                            "num_requests_waiting",
                            "Requests waiting for a slot.",
                            model -> OptionalDouble.of(model.queue().waiting())),
                    gauge(
                            "kv_cache_usage_perc",
                            "Share of the key-value cache held by running requests, 0 to 1.",
                            model -> cache(model, KvCacheUsage::share)),
                    gauge(
                            "kv_cache_tokens",
                            "Tokens held in the key-value cache by running requests.",
                            model -> cache(model, KvCacheUsage::tokens)),
                    gauge(
                            "model_ready",
                            "1 for a model that is verified, loaded and warmed up.",
                            model -> OptionalDouble.of(1)));
        }

        private static OptionalDouble cache(ServedModel model, ToDoubleFunction<KvCacheUsage> value) {
            return model.engine().cacheUse().stream().mapToDouble(value).findFirst();
        }

        /** @param value empty for a model without this metric */
        private MetricFamilySamples gauge(String name, String help, Function<ServedModel, OptionalDouble> value) {
            GaugeMetricFamily family = new GaugeMetricFamily("prontuario_inference_" + name, help, List.of("model"));
            models.serving().forEach(model -> value.apply(model)
                    .ifPresent(number -> family.addMetric(List.of(model.config().name()), number)));
            return family;
        }
    }
}
