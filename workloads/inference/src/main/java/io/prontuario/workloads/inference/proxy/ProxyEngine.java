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
import io.prontuario.workloads.inference.engine.EngineException.Kind;
import io.prontuario.workloads.inference.engine.TextSink;
import io.prontuario.workloads.inference.model.ModelSpec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a server that speaks the OpenAI API: llama.cpp's, vLLM, Ollama. It is always asked for a stream. */
public final class ProxyEngine implements ChatEngine {
    private static final Logger LOG = LoggerFactory.getLogger(ProxyEngine.class);
    private static final Duration CONNECT = Duration.ofSeconds(1);

    private final ModelSpec.Proxied model;
    private final ProxyOptions options;
    private final Breaker breaker;
    private final HttpClient client;
    private final ScheduledExecutorService prober;

    /** Asks nothing yet. */
    public ProxyEngine(ModelSpec.Proxied model, ProxyOptions options) {
        this.model = model;
        this.options = options;
        this.breaker = new Breaker(options.failuresToOpen(), options.pause().toNanos(), System::nanoTime);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
        this.prober = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "proxy-probe-" + model.name());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Waits for the other server as long as it takes, then keeps an eye on it. */
    @Override
    public void warmUp() throws EngineException {
        try {
            while (!answers()) {
                Thread.sleep(options.pause().toMillis());
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new EngineException(Kind.UNAVAILABLE, "the service is stopping", stopping);
        }
        prober.scheduleWithFixedDelay(
                this::probeWhenOpen, options.pause().toMillis(), options.pause().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public int parallel() {
        return options.parallel();
    }

    @Override
    public Optional<String> trouble() {
        return breaker.open() ? Optional.of(model.name() + ": its server keeps failing") : Optional.empty();
    }

    /** While it is open this service is not ready and gets no requests, so somebody has to look. */
    private void probeWhenOpen() {
        try {
            if (breaker.open() && answers()) {
                LOG.info("the server of {} answers again", model.name());
                breaker.succeeded();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(model.base() + "/models"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException away) {
            return false;
        }
    }

    @Override
    public Completion chat(ChatRequest request, TextSink sink) throws EngineException, IOException {
        if (!breaker.allows()) {
            throw new EngineException(
                    Kind.UNAVAILABLE, "The server of " + model.name() + " keeps failing. Retry later.");
        }
        ServerEvents events = new ServerEvents();
        CompletableFuture<Integer> status = new CompletableFuture<>();
        CompletableFuture<HttpResponse<Void>> exchange = client.sendAsync(post(request), info -> {
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
            Completion completion = new ProxiedAnswer(model.name(), options, events, status, sink).read();
            breaker.succeeded();
            complete = true;
            return completion;
        } catch (UpstreamException broken) {
            breaker.failed();
            throw new EngineException(
                    Kind.UNAVAILABLE,
                    "The server of " + model.name() + " failed: " + broken.getMessage() + ".",
                    broken);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new EngineException(Kind.UNAVAILABLE, "the service is stopping", stopping);
        } finally {
            if (!complete) {
                events.cancel();
                exchange.cancel(true);
            }
        }
    }

    private HttpRequest post(ChatRequest request) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("model", model.upstream()).put("stream", true).put("max_tokens", request.maxTokens());
        body.putObject("stream_options").put("include_usage", true);
        request.sampling().temperature().ifPresent(value -> body.put("temperature", value));
        request.sampling().topP().ifPresent(value -> body.put("top_p", value));
        request.sampling().seed().ifPresent(value -> body.put("seed", value));
        if (!request.stop().isEmpty()) {
            ArrayNode stop = body.putArray("stop");
            request.stop().forEach(stop::add);
        }
        ArrayNode messages = body.putArray("messages");
        for (ChatMessage message : request.messages()) {
            messages.addObject().put("role", message.role().word()).put("content", message.content());
        }
        return HttpRequest.newBuilder(URI.create(model.base() + "/chat/completions"))
                .timeout(options.firstByte())
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
                .build();
    }

    @Override
    public void close() {
        prober.shutdownNow();
    }
}
