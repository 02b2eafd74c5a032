package io.prontuario.workloads.inference.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.prontuario.workloads.inference.engine.ChatEngine;
import io.prontuario.workloads.inference.engine.ChatMessage;
import io.prontuario.workloads.inference.engine.ChatRequest;
import io.prontuario.workloads.inference.engine.EngineException;
import io.prontuario.workloads.inference.engine.GenerationOptions;
import io.prontuario.workloads.inference.engine.GenerationResult;
import io.prontuario.workloads.inference.engine.TextSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The body of {@code POST /v1/chat/completions}.
 *
 * @param model the requested model; empty for the default model
 * @param request the request to the engine
 * @param stream whether the completion is streamed
 * @param includeUsage whether a stream ends with a usage chunk
 */
record ChatBody(Optional<String> model, ChatRequest request, boolean stream, boolean includeUsage)
        implements CompletionBody {
    private static final List<String> UNSUPPORTED = List.of("tools", "functions", "logprobs", "audio");

    static ChatBody parse(byte[] body, GenerationLimits limits) throws RequestException {
        CompletionFields fields = CompletionFields.of(body, "model and messages");
        fields.reject(UNSUPPORTED);
        GenerationOptions generation = fields.generation(limits);
        JsonFields read = fields.reader();
        return new ChatBody(
                read.text("model"),
                new ChatRequest(messages(fields.json().path("messages"), limits), generation),
                read.flag("stream"),
                fields.includeUsage());
    }

    @Override
    public CompletionFormat format() {
        return CompletionFormat.CHAT;
    }

    @Override
    public String echo() {
        return "";
    }

    @Override
    public GenerationResult run(ChatEngine engine, TextSink sink) throws EngineException, IOException {
        return engine.chat(request, sink);
    }

    private static List<ChatMessage> messages(JsonNode node, GenerationLimits limits) throws RequestException {
        if (!node.isArray() || node.isEmpty()) {
            throw RequestException.field("messages", "must be an array with at least one message.");
        }
        if (node.size() > limits.maxMessages()) {
            throw RequestException.field(
                    "messages", "has too many messages; the maximum is " + limits.maxMessages() + ".");
        }
        List<ChatMessage> messages = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            String where = "messages[" + i + "]";
            messages.add(new ChatMessage(
                    role(node.get(i).path("role"), where), content(node.get(i).path("content"), where)));
        }
        return messages;
    }

    private static ChatMessage.Role role(JsonNode node, String where) throws RequestException {
        return switch (node.asText("")) {
            case "system", "developer" -> ChatMessage.Role.SYSTEM;
            case "user" -> ChatMessage.Role.USER;
            case "assistant" -> ChatMessage.Role.ASSISTANT;
            default -> throw RequestException.field(
                    where + ".role", "must be one of system, developer, user, assistant.");
        };
    }

    /** A string, or OpenAI's array of content parts of type text. */
    private static String content(JsonNode node, String where) throws RequestException {
        if (node.isTextual()) {
            return node.textValue();
        }
        if (!node.isArray() || node.isEmpty()) {
            throw RequestException.field(where + ".content", "must be a string or an array of text parts.");
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : node) {
            if (!"text".equals(part.path("type").asText()) || !part.path("text").isTextual()) {
                throw RequestException.field(
                        where + ".content",
                        "has a content part that is not of type text; this model supports text only.");
            }
            text.append(part.path("text").textValue());
        }
        return text.toString();
    }
}
