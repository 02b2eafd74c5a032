package io.prontuario.workloads.inference.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.inference.embed.UnitVector;
import io.prontuario.workloads.inference.engine.EmbeddingEngine;
import io.prontuario.workloads.inference.engine.EngineException;
import io.prontuario.workloads.inference.engine.EngineException.Kind;
import io.prontuario.workloads.inference.model.ModelConfig;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Forwards embedding requests to a server with an OpenAI-compatible API; all texts of a request go in one. */
public final class ProxyEmbeddingEngine implements EmbeddingEngine {
    /** How often a waiting request checks that its client is still connected. */
    private static final long POLL_MILLIS = 100;

    private final Upstream server;
    private volatile int dimensions;

    /** Sends nothing yet. */
    public ProxyEmbeddingEngine(ModelConfig.Remote model, ProxyOptions options) {
        this.server = new Upstream(model, options);
    }

    /** Waits until the server answers, without a limit, then embeds one text to learn the dimensions of its vectors. */
    @Override
    public void warmUp() throws EngineException {
        server.await();
        while (dimensions == 0) {
            try {
                dimensions = request(List.of("warm up"), () -> true).vectors().get(0).length;
            } catch (UpstreamException notYet) {
                waitBeforeRetry();
            } catch (EngineException refused) {
                if (refused.kind() != Kind.BUSY) {
                    throw new EngineException(
                            refused.kind(),
                            "the server does not provide embeddings for this model: " + refused.getMessage(),
                            refused);
                }
                waitBeforeRetry();
            }
        }
    }

    private void waitBeforeRetry() throws EngineException {
        try {
            server.waitBeforeRetry();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw Upstream.stopping(stopping);
        }
    }

    @Override
    public int parallel() {
        return server.options().parallel();
    }

    @Override
    public Optional<String> unavailableReason() {
        return server.unavailableReason();
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public Embeddings embed(List<String> texts, BooleanSupplier connected) throws EngineException {
        server.admit();
        try {
            Embeddings embeddings = request(texts, connected);
            server.succeeded();
            return embeddings;
        } catch (UpstreamException broken) {
            throw server.failed(broken);
        }
    }

    private Embeddings request(List<String> texts, BooleanSupplier connected)
            throws EngineException, UpstreamException {
        CompletableFuture<HttpResponse<Optional<byte[]>>> exchange =
                server.client().sendAsync(post(texts), info -> new BoundedBody());
        boolean complete = false;
        try {
            HttpResponse<Optional<byte[]>> answer = await(exchange, connected);
            complete = true;
            byte[] body = answer.body().orElseThrow(() -> new UpstreamException("the response is too large"));
            if (answer.statusCode() == 200) {
                return read(body, texts.size());
            }
            if (UpstreamErrors.isClientError(answer.statusCode())) {
                throw UpstreamErrors.clientError(server.name(), new String(body, StandardCharsets.UTF_8));
            }
            throw UpstreamErrors.serverError(server.name(), answer.statusCode());
        } catch (ExecutionException broken) {
            throw new UpstreamException("the connection broke or timed out");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw Upstream.stopping(stopping);
        } finally {
            if (!complete) {
                exchange.cancel(true);
            }
        }
    }

    /** Limits the whole response; the HTTP client's own timeout ends with the response headers. */
    private <T> T await(CompletableFuture<T> exchange, BooleanSupplier connected)
            throws EngineException, UpstreamException, ExecutionException, InterruptedException {
        long deadline = System.nanoTime()
                + server.options().firstByteTimeout().toNanos()
                + server.options().idleTimeout().toNanos();
        while (System.nanoTime() < deadline) {
            try {
                return exchange.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                if (!connected.getAsBoolean()) {
                    throw new EngineException(Kind.CANCELLED, "The client disconnected.", notYet);
                }
            }
        }
        throw new UpstreamException("the response took too long");
    }

    private HttpRequest post(List<String> texts) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("model", server.upstreamModel());
        ArrayNode input = body.putArray("input");
        texts.forEach(input::add);
        return server.post("/embeddings", Json.bytes(body))
                .header("Accept", "application/json")
                .build();
    }

    private Embeddings read(byte[] body, int texts) throws UpstreamException {
        JsonNode answer = Json.object(body).orElseThrow(() -> new UpstreamException("the response is not JSON"));
        JsonNode data = answer.path("data");
        if (data.size() != texts) {
            throw new UpstreamException("it returned " + data.size() + " vectors for " + texts + " texts");
        }
        List<float[]> vectors = new ArrayList<>(texts);
        for (int i = 0; i < texts; i++) {
            if (data.get(i).path("index").asInt(i) != i) {
                throw new UpstreamException("the vectors are not in the order of the texts");
            }
            vectors.add(vector(data.get(i).path("embedding")));
        }
        return new Embeddings(
                vectors, answer.path("usage").path("prompt_tokens").asInt());
    }

    private float[] vector(JsonNode elements) throws UpstreamException {
        if (elements.isEmpty() || dimensions != 0 && elements.size() != dimensions) {
            throw new UpstreamException("it returned a vector with " + elements.size() + " dimensions"
                    + (dimensions == 0 ? "" : " instead of " + dimensions));
        }
        float[] vector = new float[elements.size()];
        for (int i = 0; i < vector.length; i++) {
            if (!elements.get(i).isNumber()) {
                throw new UpstreamException("it returned a vector with an element that is not a number");
            }
            vector[i] = elements.get(i).floatValue();
        }
        return UnitVector.of(vector);
    }

    @Override
    public void close() {
        server.close();
    }
}
