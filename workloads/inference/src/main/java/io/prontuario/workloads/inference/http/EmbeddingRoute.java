package io.prontuario.workloads.inference.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.prontuario.workloads.common.ClientConnection;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.inference.Models;
import io.prontuario.workloads.inference.ServedModel;
import io.prontuario.workloads.inference.engine.AdmissionQueue;
import io.prontuario.workloads.inference.engine.EmbeddingEngine;
import io.prontuario.workloads.inference.engine.EngineException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** {@code POST /v1/embeddings}: one or several texts; vectors as numbers, or as base64 of little-endian floats. */
final class EmbeddingRoute implements Handler {
    private static final int MAX_TEXTS = 64;
    private static final int MAX_TEXT_LENGTH = 16_000;

    private final Models models;
    private final InferenceMetrics metrics;

    EmbeddingRoute(Models models, InferenceMetrics metrics) {
        this.models = models;
        this.metrics = metrics;
    }

    @Override
    public void handle(Context ctx) throws RequestException {
        long started = System.nanoTime();
        JsonNode json = Json.object(ctx.bodyAsBytes())
                .orElseThrow(() ->
                        new RequestException(400, "invalid_body", Optional.empty(), "The body must be a JSON object."));
        JsonFields body = new JsonFields(json);
        List<String> texts = body.texts("input", MAX_TEXTS);
        if (texts.isEmpty() || texts.stream().anyMatch(text -> text.isBlank() || text.length() > MAX_TEXT_LENGTH)) {
            throw RequestException.field(
                    "input",
                    "must be a string or an array of 1 to " + MAX_TEXTS + " strings, each of 1 to " + MAX_TEXT_LENGTH
                            + " characters and not blank.");
        }
        boolean base64 =
                switch (body.text("encoding_format").orElse("float")) {
                    case "float" -> false;
                    case "base64" -> true;
                    default -> throw RequestException.field("encoding_format", "must be one of float, base64.");
                };
        ServedModel model = ModelResolver.require(models, body.text("model"), EmbeddingEngine.class);
        EmbeddingEngine engine = (EmbeddingEngine) model.engine();
        Optional<Integer> dimensions = body.integer("dimensions", 1, 1 << 16);
        if (dimensions.isPresent() && dimensions.get() != engine.dimensions()) {
            throw RequestException.field("dimensions", "must be " + engine.dimensions() + " for this model.");
        }
        answer(ctx, model, engine, texts, base64, started);
    }

    private void answer(
            Context ctx, ServedModel model, EmbeddingEngine engine, List<String> texts, boolean base64, long started)
            throws RequestException {
        String name = model.config().name();
        ClientConnection client = new ClientConnection(ctx);
        EmbeddingEngine.Embeddings embeddings;
        try (AdmissionQueue.Slot slot = model.queue().acquire(client::isOpen)) {
            embeddings = engine.embed(texts, client::isOpen);
        } catch (EngineException failed) {
            EngineErrors.report(metrics, name, failed, "input");
            return;
        }
        metrics.embedded(name, started, embeddings.tokens());
        Json.respond(ctx, 200, "application/json", body(name, embeddings, base64));
    }

    private static ObjectNode body(String name, EmbeddingEngine.Embeddings embeddings, boolean base64) {
        ObjectNode answer =
                Json.mapper().createObjectNode().put("object", "list").put("model", name);
        ArrayNode data = answer.putArray("data");
        for (float[] vector : embeddings.vectors()) {
            ObjectNode item = data.addObject().put("object", "embedding").put("index", data.size() - 1);
            if (base64) {
                item.put("embedding", base64(vector));
            } else {
                ArrayNode values = item.putArray("embedding");
                for (float value : vector) {
                    values.add(value);
                }
            }
        }
        answer.putObject("usage").put("prompt_tokens", embeddings.tokens()).put("total_tokens", embeddings.tokens());
        return answer;
    }

    private static String base64(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
