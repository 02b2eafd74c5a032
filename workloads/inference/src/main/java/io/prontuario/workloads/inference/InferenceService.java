package io.prontuario.workloads.inference;

import io.prometheus.client.CollectorRegistry;
import io.prontuario.workloads.common.HttpOptions;
import io.prontuario.workloads.common.HttpService;
import io.prontuario.workloads.common.Identity;
import io.prontuario.workloads.common.Settings;
import io.prontuario.workloads.inference.engine.EngineFactory;
import io.prontuario.workloads.inference.engine.JniOptions;
import io.prontuario.workloads.inference.http.ApiKeys;
import io.prontuario.workloads.inference.http.GenerationLimits;
import io.prontuario.workloads.inference.http.InferenceRoutes;
import io.prontuario.workloads.inference.http.OpenAiErrors;
import io.prontuario.workloads.inference.model.ModelSpec;
import io.prontuario.workloads.inference.proxy.ProxyOptions;
import java.time.Duration;

/** The running service: probes answer at once, models load beside. */
public final class InferenceService {
    private final Models models;
    private final HttpService http;

    /** Reads every setting, so that a wrong one is reported before anything starts. */
    public InferenceService(Settings settings) {
        this(settings, defaultEngines(settings));
    }

    /** @param engines makes the engines; tests bring their own */
    public InferenceService(Settings settings, EngineFactory engines) {
        Identity identity = Identity.from(settings);
        Duration patience = settings.millis("QUEUE_PATIENCE_MS", 15_000, 600_000);
        int places = settings.integer("QUEUE_PLACES", 8, 0, 1024);
        this.models = new Models(ModelSpec.from(settings), engines, places, patience);
        CollectorRegistry registry = new CollectorRegistry();
        InferenceRoutes routes = new InferenceRoutes(
                ApiKeys.from(settings),
                models,
                GenerationLimits.from(settings),
                settings.integer("MAX_AUDIO_SECONDS", 120, 1, 3_600),
                identity,
                registry);
        // Every running and every waiting request holds a thread; probes must find one all the same.
        int parallel = Math.max(
                JniOptions.from(settings).parallel(),
                ProxyOptions.from(settings).parallel());
        int threads = models.configured().size() * (parallel + places) + 12;
        this.http = new HttpService(
                HttpOptions.from(settings, threads, 1 << 20),
                identity,
                models,
                registry,
                routes::addTo,
                new OpenAiErrors());
    }

    private static EngineFactory defaultEngines(Settings settings) {
        return new Engines(JniOptions.from(settings), ProxyOptions.from(settings));
    }

    /** Listens at once and loads the models beside. */
    public InferenceService start() {
        http.start();
        Thread loader = new Thread(models::load, "model-loader");
        loader.setDaemon(true);
        loader.start();
        return this;
    }

    /** The port that it listens on. */
    public int port() {
        return http.port();
    }

    /** The models. */
    public Models models() {
        return models;
    }

    /** Answers what is in flight, then stops listening. Engines are left to the end of the process. */
    public void drain() throws InterruptedException {
        http.drain();
    }

    /** Stops at once, for tests. */
    public void stop() {
        http.stop();
        models.close();
    }
}
