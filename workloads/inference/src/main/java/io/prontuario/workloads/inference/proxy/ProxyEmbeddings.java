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
import io.prontuario.workloads.inference.model.ModelSpec;
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

/** Asks a server that speaks the OpenAI API for vectors; all texts of a request in one. */
public final class ProxyEmbeddings implements EmbeddingEngine {
    /** How often it looks whether the client is still there. */
    private static final long LOOK_MILLIS = 100;

    private final Upstream server;
    private volatile int dimensions;

    /** Asks nothing yet. */
    public ProxyEmbeddings(ModelSpec.Proxied model, ProxyOptions options) {
        this.server = new Upstream(model, options);
    }

    /** Waits for the other server as long as it takes, then learns how many numbers its vectors have. */
    @Override
    public void warmUp() throws EngineException {
        server.await();
        while (dimensions == 0) {
            try {
                dimensions = ask(List.of("warm up"), () -> true).vectors().get(0).length;
            } catch (UpstreamException notYet) {
                pause();
            } catch (EngineException refused) {
                if (refused.kind() != Kind.BUSY) {
                    throw new EngineException(
                            refused.kind(),
                            server.name() + ": its server does not embed: " + refused.getMessage(),
                            refused);
                }
                pause();
            }
        }
    }

    private void pause() throws EngineException {
        try {
            server.pause();
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
    public Optional<String> trouble() {
        return server.trouble();
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public Embeddings embed(List<String> texts, BooleanSupplier wanted) throws EngineException {
        server.admit();
        try {
            Embeddings embeddings = ask(texts, wanted);
            server.succeeded();
            return embeddings;
        } catch (UpstreamException broken) {
            throw server.failed(broken);
        }
    }

    private Embeddings ask(List<String> texts, BooleanSupplier wanted) throws EngineException, UpstreamException {
        CompletableFuture<HttpResponse<Optional<byte[]>>> exchange =
                server.client().sendAsync(post(texts), info -> new BoundedBody());
        boolean complete = false;
        try {
            HttpResponse<Optional<byte[]>> answer = await(exchange, wanted);
            complete = true;
            byte[] body = answer.body().orElseThrow(() -> new UpstreamException("its answer is too large"));
            if (answer.statusCode() == 200) {
                return read(body, texts.size());
            }
            if (Refusal.clientsFault(answer.statusCode())) {
                throw Refusal.clientsFault(server.name(), new String(body, StandardCharsets.UTF_8));
            }
            throw Refusal.other(server.name(), answer.statusCode());
        } catch (ExecutionException broken) {
            throw new UpstreamException("the connection broke or it was silent");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw Upstream.stopping(stopping);
        } finally {
            if (!complete) {
                exchange.cancel(true);
            }
        }
    }

    /** The client's own bound ends with the answer's head; this one is for all of it. */
    private <T> T await(CompletableFuture<T> exchange, BooleanSupplier wanted)
            throws EngineException, UpstreamException, ExecutionException, InterruptedException {
        long deadline = System.nanoTime()
                + server.options().firstByte().toNanos()
                + server.options().silence().toNanos();
        while (System.nanoTime() < deadline) {
            try {
                return exchange.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                if (!wanted.getAsBoolean()) {
                    throw new EngineException(Kind.CANCELLED, "the client left", notYet);
                }
            }
        }
        throw new UpstreamException("its answer took too long");
    }

    private HttpRequest post(List<String> texts) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("model", server.nameOverThere());
        ArrayNode input = body.putArray("input");
        texts.forEach(input::add);
        return server.post("/embeddings", Json.bytes(body))
                .header("Accept", "application/json")
                .build();
    }

    private Embeddings read(byte[] body, int texts) throws UpstreamException {
        JsonNode answer = Json.object(body).orElseThrow(() -> new UpstreamException("its answer is not JSON"));
        JsonNode data = answer.path("data");
        if (data.size() != texts) {
            throw new UpstreamException("it answered " + data.size() + " vectors for " + texts + " texts");
        }
        List<float[]> vectors = new ArrayList<>(texts);
        for (int i = 0; i < texts; i++) {
            if (data.get(i).path("index").asInt(i) != i) {
                throw new UpstreamException("its vectors are not in the order of the texts");
            }
            vectors.add(vector(data.get(i).path("embedding")));
        }
        return new Embeddings(
                vectors, answer.path("usage").path("prompt_tokens").asInt());
    }

    private float[] vector(JsonNode numbers) throws UpstreamException {
        if (numbers.isEmpty() || dimensions != 0 && numbers.size() != dimensions) {
            throw new UpstreamException("it sent a vector of " + numbers.size() + " numbers"
                    + (dimensions == 0 ? "" : ", " + dimensions + " before"));
        }
        float[] vector = new float[numbers.size()];
        for (int i = 0; i < vector.length; i++) {
            if (!numbers.get(i).isNumber()) {
                throw new UpstreamException("it sent a vector with something else than numbers");
            }
            vector[i] = numbers.get(i).floatValue();
        }
        return UnitVector.of(vector);
    }

    @Override
    public void close() {
        server.close();
    }
}
