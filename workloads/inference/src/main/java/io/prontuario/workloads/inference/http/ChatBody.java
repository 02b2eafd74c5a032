package io.prontuario.workloads.inference.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.prontuario.workloads.inference.engine.ChatEngine;
import io.prontuario.workloads.inference.engine.ChatMessage;
import io.prontuario.workloads.inference.engine.ChatRequest;
import io.prontuario.workloads.inference.engine.Completion;
import io.prontuario.workloads.inference.engine.EngineException;
import io.prontuario.workloads.inference.engine.Generation;
import io.prontuario.workloads.inference.engine.TextSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A parsed body of {@code POST /v1/chat/completions}.
 *
 * @param model the name asked for; empty means the default model
 * @param request what the engine is asked
 * @param stream whether the answer goes out piece by piece
 * @param includeUsage whether a stream ends with a chunk that counts tokens
 */
record ChatBody(Optional<String> model, ChatRequest request, boolean stream, boolean includeUsage)
        implements GenerationBody {
    private static final List<String> UNSUPPORTED = List.of("tools", "functions", "logprobs", "audio");

    static ChatBody parse(byte[] body, GenerationLimits limits) throws RequestException {
        GenerationFields fields = GenerationFields.of(body, "model and messages");
        fields.refuse(UNSUPPORTED);
        Generation generation = fields.generation(limits);
        BodyReader read = fields.reader();
        return new ChatBody(
                read.text("model"),
                new ChatRequest(messages(fields.json().path("messages"), limits), generation),
                read.flag("stream"),
                fields.includeUsage());
    }

    @Override
    public AnswerShape shape() {
        return AnswerShape.CHAT;
    }

    @Override
    public String echo() {
        return "";
    }

    @Override
    public Completion run(ChatEngine engine, TextSink sink) throws EngineException, IOException {
        return engine.chat(request, sink);
    }

    private static List<ChatMessage> messages(JsonNode node, GenerationLimits limits) throws RequestException {
        if (!node.isArray() || node.isEmpty()) {
            throw RequestException.field("messages", "must be a list with at least one message.");
        }
        if (node.size() > limits.maxMessages()) {
            throw RequestException.field("messages", "has more than " + limits.maxMessages() + " entries; shorten it.");
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
            default -> throw RequestException.field(where + ".role", "must be system, developer, user or assistant.");
        };
    }

    /** A text, or OpenAI's list of text parts. */
    private static String content(JsonNode node, String where) throws RequestException {
        if (node.isTextual()) {
            return node.textValue();
        }
        if (!node.isArray() || node.isEmpty()) {
            throw RequestException.field(where + ".content", "must be a text or a list of text parts.");
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : node) {
            if (!"text".equals(part.path("type").asText()) || !part.path("text").isTextual()) {
                throw RequestException.field(
                        where + ".content", "has a part that is not text; this model reads text only.");
            }
            text.append(part.path("text").textValue());
        }
        return text.toString();
    }
}
