package io.prontuario.workloads.inference.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.inference.engine.EngineException;
import io.prontuario.workloads.inference.engine.EngineException.Kind;
import io.prontuario.workloads.inference.engine.GenerationResult;
import io.prontuario.workloads.inference.engine.TextSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Reads one streamed completion of another server and passes its text on. */
final class CompletionStreamReader {
    private static final String DATA = "data:";

    private final String name;
    private final ProxyOptions options;
    private final ResponseLines lines;
    private final CompletableFuture<Integer> status;
    private final TextSink sink;
    private int pieces;
    private int promptTokens;
    private Optional<Integer> completionTokens = Optional.empty();
    private GenerationResult.FinishReason finish = GenerationResult.FinishReason.STOP;

    CompletionStreamReader(
            String name, ProxyOptions options, ResponseLines lines, CompletableFuture<Integer> status, TextSink sink) {
        this.name = name;
        this.options = options;
        this.lines = lines;
        this.status = status;
        this.sink = sink;
    }

    GenerationResult read() throws EngineException, IOException, InterruptedException, UpstreamException {
        Optional<String> line = next(options.firstByteTimeout());
        int code = status.getNow(0);
        if (code != 200) {
            throw failure(code, line);
        }
        for (; line.isPresent(); line = next(options.idleTimeout())) {
            if (!line.get().startsWith(DATA)) {
                continue;
            }
            String data = line.get().substring(DATA.length()).strip();
            if (data.equals("[DONE]")) {
                return new GenerationResult(promptTokens, completionTokens.orElse(pieces), finish);
            }
            readChunk(data);
        }
        throw new UpstreamException("the response ended before it was complete");
    }

    private void readChunk(String data) throws IOException, UpstreamException {
        JsonNode chunk = Json.object(data.getBytes(StandardCharsets.UTF_8))
                .orElseThrow(() -> new UpstreamException("it sent an event that is not JSON"));
        if (chunk.hasNonNull("error")) {
            throw new UpstreamException("it reported an error in the response stream");
        }
        JsonNode choice = chunk.path("choices").path(0);
        String text = text(choice);
        if (!text.isEmpty()) {
            pieces++;
            sink.accept(text);
        }
        if (choice.path("finish_reason").asText("").equals(GenerationResult.FinishReason.LENGTH.wireName())) {
            finish = GenerationResult.FinishReason.LENGTH;
        }
        if (chunk.path("usage").isObject()) {
            promptTokens = chunk.path("usage").path("prompt_tokens").asInt();
            completionTokens =
                    Optional.of(chunk.path("usage").path("completion_tokens").asInt());
        }
    }

    /** A chat chunk has {@code delta.content}, a text completion chunk has {@code text}. */
    private static String text(JsonNode choice) {
        JsonNode content = choice.path("delta").path("content");
        return content.isTextual() ? content.textValue() : choice.path("text").asText("");
    }

    private Optional<String> next(Duration timeout) throws EngineException, InterruptedException, UpstreamException {
        try {
            return lines.next(timeout, sink::isOpen);
        } catch (IOException broken) {
            throw new UpstreamException(String.valueOf(broken.getMessage()));
        } catch (ResponseLines.CancelledException left) {
            throw new EngineException(Kind.CANCELLED, "The client disconnected.", left);
        }
    }

    /** Translates a status other than 200; for a client error, with the message of the server. */
    private UpstreamException failure(int code, Optional<String> first)
            throws EngineException, InterruptedException, UpstreamException {
        if (!UpstreamErrors.isClientError(code)) {
            return UpstreamErrors.serverError(name, code);
        }
        StringBuilder body = new StringBuilder(first.orElse(""));
        while (body.length() < UpstreamErrors.MAX_BODY) {
            Optional<String> line = next(options.idleTimeout());
            if (line.isEmpty()) {
                break;
            }
            body.append(line.get());
        }
        throw UpstreamErrors.clientError(name, body.toString());
    }
}
