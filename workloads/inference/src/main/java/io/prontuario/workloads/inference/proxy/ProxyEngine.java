package io.prontuario.workloads.inference.proxy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.inference.engine.ChatEngine;
import io.prontuario.workloads.inference.engine.ChatMessage;
import io.prontuario.workloads.inference.engine.ChatRequest;
import io.prontuario.workloads.inference.engine.Completion;
import io.prontuario.workloads.inference.engine.EngineException;
import io.prontuario.workloads.inference.engine.Generation;
import io.prontuario.workloads.inference.engine.TextRequest;
import io.prontuario.workloads.inference.engine.TextSink;
import io.prontuario.workloads.inference.model.ModelSpec;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Asks a server that speaks the OpenAI API: llama.cpp's, vLLM, Ollama. It is always asked for a stream. */
public final class ProxyEngine implements ChatEngine {
    private final Upstream server;

    /** Asks nothing yet. */
    public ProxyEngine(ModelSpec.Proxied model, ProxyOptions options) {
        this.server = new Upstream(model, options);
    }

    /** Waits for the other server as long as it takes. */
    @Override
    public void warmUp() throws EngineException {
        server.await();
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
    public Completion chat(ChatRequest request, TextSink sink) throws EngineException, IOException {
        ObjectNode body = body(request.generation());
        ArrayNode messages = body.putArray("messages");
        for (ChatMessage message : request.messages()) {
            messages.addObject().put("role", message.role().word()).put("content", message.content());
        }
        return stream("/chat/completions", body, sink);
    }

    @Override
    public Completion complete(TextRequest request, TextSink sink) throws EngineException, IOException {
        return stream("/completions", body(request.generation()).put("prompt", request.prompt()), sink);
    }

    private Completion stream(String path, ObjectNode body, TextSink sink) throws EngineException, IOException {
        HttpRequest request = server.post(path, Json.bytes(body))
                .header("Accept", "text/event-stream")
                .build();
        server.admit();
        ServerEvents events = new ServerEvents();
        CompletableFuture<Integer> status = new CompletableFuture<>();
        CompletableFuture<HttpResponse<Void>> exchange = server.client().sendAsync(request, info -> {
            status.complete(info.statusCode());
            return HttpResponse.BodySubscribers.fromLineSubscriber(events);
        });
        exchange.whenComplete((response, failure) -> {
            if (failure != null) {
                events.onError(failure);
            }
        });
        boolean complete = false;
        try {
            Completion completion = new ProxiedAnswer(server.name(), server.options(), events, status, sink).read();
            server.succeeded();
            complete = true;
            return completion;
        } catch (UpstreamException broken) {
            throw server.failed(broken);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw Upstream.stopping(stopping);
        } finally {
            if (!complete) {
                events.cancel();
                exchange.cancel(true);
            }
        }
    }

    private ObjectNode body(Generation how) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("model", server.nameOverThere()).put("stream", true).put("max_tokens", how.maxTokens());
        body.putObject("stream_options").put("include_usage", true);
        how.sampling().temperature().ifPresent(value -> body.put("temperature", value));
        how.sampling().topP().ifPresent(value -> body.put("top_p", value));
        how.sampling().seed().ifPresent(value -> body.put("seed", value));
        if (!how.stop().isEmpty()) {
            ArrayNode stop = body.putArray("stop");
            how.stop().forEach(stop::add);
        }
        return body;
    }

    @Override
    public void close() {
        server.close();
    }
}
