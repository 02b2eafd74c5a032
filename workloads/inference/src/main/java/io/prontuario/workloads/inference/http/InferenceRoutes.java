package io.prontuario.workloads.inference.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.prometheus.client.CollectorRegistry;
import io.prontuario.workloads.common.Identity;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.common.Readiness;
import io.prontuario.workloads.inference.Models;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every route of the service, and its errors in OpenAI's shape. */
public final class InferenceRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(InferenceRoutes.class);

    private final ApiKeys keys;
    private final Models models;
    private final GenerationRoute chat;
    private final GenerationRoute text;
    private final TranscriptionRoute transcription;
    private final EmbeddingRoute embeddings;

    /**
     * @param keys decides who is answered
     * @param maxAudioSeconds longest audio that is transcribed
     * @param registry where the metrics go
     */
    public InferenceRoutes(
            ApiKeys keys,
            Models models,
            GenerationLimits limits,
            int maxAudioSeconds,
            Identity identity,
            CollectorRegistry registry) {
        InferenceMetrics metrics = new InferenceMetrics(registry, models);
        this.keys = keys;
        this.models = models;
        this.chat = new GenerationRoute(ChatBody::parse, models, limits, identity, metrics);
        this.text = new GenerationRoute(TextBody::parse, models, limits, identity, metrics);
        this.embeddings = new EmbeddingRoute(models, metrics);
        this.transcription = new TranscriptionRoute(models, maxAudioSeconds, metrics);
    }

    /** Adds the routes. */
    public void addTo(RoutesConfig routes) {
        routes.before(keys::check);
        routes.get("/health", this::health);
        routes.get("/v1/models", this::list);
        routes.post("/v1/chat/completions", chat);
        routes.post("/v1/completions", text);
        routes.post("/v1/embeddings", embeddings);
        routes.post("/v1/audio/transcriptions", transcription);
        routes.exception(RequestException.class, (refused, ctx) -> ErrorBody.respond(ctx, refused));
        routes.exception(
                HttpResponseException.class,
                (refused, ctx) -> ErrorBody.respond(
                        ctx,
                        refused.getStatus(),
                        "http_" + refused.getStatus(),
                        null,
                        String.valueOf(refused.getMessage())));
        routes.exception(Exception.class, (bug, ctx) -> {
            LOG.error("a request failed", bug);
            ErrorBody.respond(ctx, 500, "internal_error", null, "The service failed on this request; it is logged.");
        });
    }

    private void health(Context ctx) {
        Readiness.Verdict verdict = models.current();
        if (verdict.ready()) {
            Json.respond(ctx, 200, "application/json", Map.of("status", "ok"));
        } else {
            ErrorBody.respond(ctx, 503, "model_loading", null, "Not serving: " + verdict.reason() + ".");
        }
    }

    private void list(Context ctx) {
        List<Map<String, Object>> data = models.serving().stream()
                .map(model -> Map.<String, Object>of(
                        "id", model.spec().name(), "object", "model", "created", 0, "owned_by", "prontuario"))
                .toList();
        Json.respond(ctx, 200, "application/json", Map.of("object", "list", "data", data));
    }
}
