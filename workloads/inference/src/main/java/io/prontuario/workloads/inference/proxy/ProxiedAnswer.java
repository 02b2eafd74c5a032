package io.prontuario.workloads.inference.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.inference.engine.Completion;
import io.prontuario.workloads.inference.engine.EngineException;
import io.prontuario.workloads.inference.engine.EngineException.Kind;
import io.prontuario.workloads.inference.engine.TextSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Reads one streamed answer of another server and hands its pieces on. */
final class ProxiedAnswer {
    private static final String DATA = "data:";

    private final String name;
    private final ProxyOptions options;
    private final ServerEvents events;
    private final CompletableFuture<Integer> status;
    private final TextSink sink;
    private int pieces;
    private int promptTokens;
    private Optional<Integer> completionTokens = Optional.empty();
    private Completion.Finish finish = Completion.Finish.STOP;

    ProxiedAnswer(
            String name, ProxyOptions options, ServerEvents events, CompletableFuture<Integer> status, TextSink sink) {
        this.name = name;
        this.options = options;
        this.events = events;
        this.status = status;
        this.sink = sink;
    }

    Completion read() throws EngineException, IOException, InterruptedException, UpstreamException {
        Optional<String> line = next(options.firstByte());
        int code = status.getNow(0);
        if (code != 200) {
            throw refused(code, line);
        }
        for (; line.isPresent(); line = next(options.silence())) {
            if (!line.get().startsWith(DATA)) {
                continue;
            }
            String data = line.get().substring(DATA.length()).strip();
            if (data.equals("[DONE]")) {
                return new Completion(promptTokens, completionTokens.orElse(pieces), finish);
            }
            take(data);
        }
        throw new UpstreamException("its answer ended before its end");
    }

    private void take(String data) throws IOException, UpstreamException {
        JsonNode chunk = Json.object(data.getBytes(StandardCharsets.UTF_8))
                .orElseThrow(() -> new UpstreamException("it sent an event that is not JSON"));
        if (chunk.hasNonNull("error")) {
            throw new UpstreamException("it reported an error within its answer");
        }
        JsonNode choice = chunk.path("choices").path(0);
        String text = text(choice);
        if (!text.isEmpty()) {
            pieces++;
            sink.accept(text);
        }
        if (choice.path("finish_reason").asText("").equals(Completion.Finish.LENGTH.word())) {
            finish = Completion.Finish.LENGTH;
        }
        if (chunk.path("usage").isObject()) {
            promptTokens = chunk.path("usage").path("prompt_tokens").asInt();
            completionTokens =
                    Optional.of(chunk.path("usage").path("completion_tokens").asInt());
        }
    }

    /** What a conversation's chunk calls content is the text itself where a text is continued. */
    private static String text(JsonNode choice) {
        JsonNode content = choice.path("delta").path("content");
        return content.isTextual() ? content.textValue() : choice.path("text").asText("");
    }

    private Optional<String> next(Duration silence) throws EngineException, InterruptedException, UpstreamException {
        try {
            return events.next(silence, sink::wanted);
        } catch (IOException broken) {
            throw new UpstreamException(String.valueOf(broken.getMessage()));
        } catch (ServerEvents.UnwantedException left) {
            throw new EngineException(Kind.CANCELLED, "the client left", left);
        }
    }

    /** What another status means; the client is told what it did wrong in the server's words. */
    private UpstreamException refused(int code, Optional<String> first)
            throws EngineException, InterruptedException, UpstreamException {
        if (!Refusal.clientsFault(code)) {
            return Refusal.other(name, code);
        }
        StringBuilder body = new StringBuilder(first.orElse(""));
        while (body.length() < Refusal.LARGEST) {
            Optional<String> line = next(options.silence());
            if (line.isEmpty()) {
                break;
            }
            body.append(line.get());
        }
        throw Refusal.clientsFault(name, body.toString());
    }
}
