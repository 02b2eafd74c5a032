package io.prontuario.workloads.inference.http;

import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.GaugeMetricFamily;
import io.prometheus.client.Histogram;
import io.prontuario.workloads.inference.Models;
import io.prontuario.workloads.inference.ServedModel;
import io.prontuario.workloads.inference.engine.CacheUse;
import io.prontuario.workloads.inference.engine.Completion;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The meanings of vLLM's metrics under our prefix: running, waiting, first token, whole answer, tokens, cache. */
final class InferenceMetrics {
    private final Counter promptTokens;
    private final Counter generatedTokens;
    private final Counter audioSeconds;
    private final Counter cancelled;
    private final Counter rejected;
    private final Histogram firstToken;
    private final Histogram endToEnd;

    InferenceMetrics(CollectorRegistry registry, Models models) {
        promptTokens = counter(registry, "prompt_tokens_total", "Tokens of prompts.");
        generatedTokens = counter(registry, "generation_tokens_total", "Tokens generated.");
        audioSeconds = counter(registry, "audio_seconds_total", "Seconds of speech transcribed.");
        cancelled = counter(registry, "requests_cancelled_total", "Requests whose client left.");
        rejected = counter(registry, "requests_rejected_total", "Requests told to come back later.");
        firstToken = histogram(
                registry, "time_to_first_token_seconds", "From the request to the first piece, queue included.");
        endToEnd = histogram(
                registry, "e2e_request_latency_seconds", "From the request to the last piece, queue included.");
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

    void completed(String model, long startedNanos, Completion completion) {
        promptTokens.labels(model).inc(completion.promptTokens());
        generatedTokens.labels(model).inc(completion.completionTokens());
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
                            "Requests that generate now.",
                            model -> OptionalDouble.of(model.queue().running())),
                    gauge(
                            "num_requests_waiting",
                            "Requests that wait for a slot.",
                            model -> OptionalDouble.of(model.queue().waiting())),
                    gauge(
                            "kv_cache_usage_perc",
                            "Share of the key-value cache that running requests hold; 1 is all of it.",
                            model -> cache(model, CacheUse::share)),
                    gauge(
                            "kv_cache_tokens",
                            "Tokens in the key-value cache that running requests hold.",
                            model -> cache(model, CacheUse::tokens)),
                    gauge("model_ready", "1 for a verified and warm model.", model -> OptionalDouble.of(1)));
        }

        private static OptionalDouble cache(ServedModel model, ToDoubleFunction<CacheUse> value) {
            return model.engine().cacheUse().stream().mapToDouble(value).findFirst();
        }

        /** @param value empty for a model that the metric says nothing about */
        private MetricFamilySamples gauge(String name, String help, Function<ServedModel, OptionalDouble> value) {
            GaugeMetricFamily family = new GaugeMetricFamily("prontuario_inference_" + name, help, List.of("model"));
            models.serving().forEach(model -> value.apply(model)
                    .ifPresent(number -> family.addMetric(List.of(model.spec().name()), number)));
            return family;
        }
    }
}
