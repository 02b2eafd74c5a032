package io.prontuario.workloads.inference;

import io.prometheus.client.CollectorRegistry;
import io.prontuario.workloads.common.HttpOptions;
import io.prontuario.workloads.common.HttpService;
import io.prontuario.workloads.common.Identity;
import io.prontuario.workloads.common.Settings;
import io.prontuario.workloads.inference.engine.EngineFactory;
import io.prontuario.workloads.inference.engine.LlamaCppOptions;
import io.prontuario.workloads.inference.http.ApiKeys;
import io.prontuario.workloads.inference.http.GenerationLimits;
import io.prontuario.workloads.inference.http.InferenceRoutes;
import io.prontuario.workloads.inference.http.OpenAiErrors;
import io.prontuario.workloads.inference.model.ModelConfig;
import io.prontuario.workloads.inference.proxy.ProxyOptions;
import java.time.Duration;

/** The running service. It listens at once and loads its models in the background. */
public final class InferenceService {
    private final Models models;
    private final HttpService http;

    /** Reads all settings, so that an invalid one is reported before anything starts. */
    public InferenceService(Settings settings) {
        this(settings, defaultEngines(settings));
    }

    /** @param engines creates the engines; tests pass their own */
    public InferenceService(Settings settings, EngineFactory engines) {
        Identity identity = Identity.from(settings);
        Duration queueMaxWait = settings.millis("QUEUE_PATIENCE_MS", 15_000, 600_000);
        int queueCapacity = settings.integer("QUEUE_PLACES", 8, 0, 1024);
        this.models = new Models(ModelConfig.from(settings), engines, queueCapacity, queueMaxWait);
        CollectorRegistry registry = new CollectorRegistry();
        InferenceRoutes routes = new InferenceRoutes(
                ApiKeys.from(settings),
                models,
                GenerationLimits.from(settings),
                settings.integer("MAX_AUDIO_SECONDS", 120, 1, 3_600),
                identity,
                registry);
        // every running and every waiting request holds a thread; the rest serve probes
        int parallel = Math.max(
                LlamaCppOptions.from(settings).parallel(),
                ProxyOptions.from(settings).parallel());
        int threads = models.configured().size() * (parallel + queueCapacity) + 12;
        this.http = new HttpService(
                HttpOptions.from(settings, threads, 1 << 20),
                identity,
                models,
                registry,
                routes::addTo,
                new OpenAiErrors());
    }

    private static EngineFactory defaultEngines(Settings settings) {
        return new ModelEngines(LlamaCppOptions.from(settings), ProxyOptions.from(settings));
    }

    /** Starts listening, and loads the models in the background. */
    public InferenceService start() {
        http.start();
        Thread loader = new Thread(models::load, "model-loader");
        loader.setDaemon(true);
        loader.start();
        return this;
    }

    /** The port that the service listens on. */
    public int port() {
        return http.port();
    }

    /** The models. */
    public Models models() {
        return models;
    }

    /** Completes the requests in progress, then stops listening. Engines are released when the process ends. */
    public void drain() throws InterruptedException {
        http.drain();
    }

    /** Stops at once, without waiting for requests; for tests. */
    public void stop() {
        http.stop();
        models.close();
    }
}
