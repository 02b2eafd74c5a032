package io.prontuario.workloads.inference.proxy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.inference.engine.ChatEngine;
import io.prontuario.workloads.inference.engine.ChatMessage;
import io.prontuario.workloads.inference.engine.ChatRequest;
import io.prontuario.workloads.inference.engine.EngineException;
import io.prontuario.workloads.inference.engine.GenerationOptions;
import io.prontuario.workloads.inference.engine.GenerationResult;
import io.prontuario.workloads.inference.engine.TextRequest;
import io.prontuario.workloads.inference.engine.TextSink;
import io.prontuario.workloads.inference.model.ModelConfig;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Forwards chats and text completions to a server with an OpenAI-compatible API, for example llama.cpp's server, vLLM or Ollama.
 * The upstream response is always streamed.
 */
public final class ProxyChatEngine implements ChatEngine {
    private final Upstream server;

    /** Sends nothing yet. */
    public ProxyChatEngine(ModelConfig.Remote model, ProxyOptions options) {
        this.server = new Upstream(model, options);
    }

    /** Waits until the server answers, without a limit. */
    @Override
    public void warmUp() throws EngineException {
        server.await();
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
    public GenerationResult chat(ChatRequest request, TextSink sink) throws EngineException, IOException {
        ObjectNode body = body(request.generation());
        ArrayNode messages = body.putArray("messages");
        for (ChatMessage message : request.messages()) {
            messages.addObject().put("role", message.role().wireName()).put("content", message.content());
        }
        return stream("/chat/completions", body, sink);
    }

    @Override
    public GenerationResult complete(TextRequest request, TextSink sink) throws EngineException, IOException {
        return stream("/completions", body(request.generation()).put("prompt", request.prompt()), sink);
    }

    private GenerationResult stream(String path, ObjectNode body, TextSink sink) throws EngineException, IOException {
        HttpRequest request = server.post(path, Json.bytes(body))
                .header("Accept", "text/event-stream")
                .build();
        server.admit();
        ResponseLines lines = new ResponseLines();
        CompletableFuture<Integer> status = new CompletableFuture<>();
        CompletableFuture<HttpResponse<Void>> exchange = server.client().sendAsync(request, info -> {
            status.complete(info.statusCode());
            return HttpResponse.BodySubscribers.fromLineSubscriber(lines);
        });
        exchange.whenComplete((response, failure) -> {
            if (failure != null) {
                lines.onError(failure);
            }
        });
        boolean complete = false;
        try {
            GenerationResult completion =
                    new CompletionStreamReader(server.name(), server.options(), lines, status, sink).read();
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
                lines.cancel();
                exchange.cancel(true);
            }
        }
    }

    private ObjectNode body(GenerationOptions how) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("model", server.upstreamModel()).put("stream", true).put("max_tokens", how.maxTokens());
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
