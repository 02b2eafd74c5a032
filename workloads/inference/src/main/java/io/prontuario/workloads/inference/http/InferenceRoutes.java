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

/** The routes of the service, with errors in OpenAI's format. */
public final class InferenceRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(InferenceRoutes.class);

    private final ApiKeys keys;
    private final Models models;
    private final CompletionRoute chat;
    private final CompletionRoute text;
    private final TranscriptionRoute transcription;
    private final EmbeddingRoute embeddings;

    /**
     * @param keys the API keys
     * @param maxAudioSeconds longest audio that is accepted
     * @param registry the registry of the metrics
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
        this.chat = new CompletionRoute(ChatBody::parse, models, limits, identity, metrics);
        this.text = new CompletionRoute(TextBody::parse, models, limits, identity, metrics);
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
            LOG.error("unexpected error while serving a request", bug);
            ErrorBody.respond(
                    ctx, 500, "internal_error", null, "The server had an error while processing your request.");
        });
    }

    private void health(Context ctx) {
        Readiness.Status verdict = models.current();
        if (verdict.ready()) {
            Json.respond(ctx, 200, "application/json", Map.of("status", "ok"));
        } else {
            ErrorBody.respond(ctx, 503, "model_loading", null, "The service is not ready: " + verdict.reason() + ".");
        }
    }

    private void list(Context ctx) {
        List<Map<String, Object>> data = models.serving().stream()
                .map(model -> Map.<String, Object>of(
                        "id", model.config().name(), "object", "model", "created", 0, "owned_by", "prontuario"))
                .toList();
        Json.respond(ctx, 200, "application/json", Map.of("object", "list", "data", data));
    }
}
