package io.prontuario.workloads.inference.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.inference.engine.ChatMessage;
import io.prontuario.workloads.inference.engine.ChatRequest;
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
record ChatBody(Optional<String> model, ChatRequest request, boolean stream, boolean includeUsage) {

    /** Fields that would change the meaning of the answer; ignoring them would be a lie. */
    private static final List<String> UNSUPPORTED = List.of("tools", "functions", "logprobs", "audio");

    static ChatBody parse(byte[] body, ChatLimits limits) throws RequestException {
        JsonNode json = Json.object(body)
                .orElseThrow(() -> new RequestException(
                        400,
                        "invalid_json",
                        Optional.empty(),
                        "The body is not a JSON object; send one with model and messages."));
        for (String field : UNSUPPORTED) {
            JsonNode value = json.path(field);
            if (!value.isMissingNode() && !value.isNull() && !(value.isBoolean() && !value.booleanValue())) {
                throw new RequestException(
                        400,
                        "unsupported_parameter",
                        Optional.of(field),
                        field + " is not supported by this engine; leave it out.");
            }
        }
        BodyReader read = new BodyReader(json);
        if (read.integer("n", 1, 128).orElse(1) != 1) {
            throw RequestException.field("n", "must be 1; send one request for each answer.");
        }
        Optional<Integer> newer = read.integer("max_completion_tokens", 1, Integer.MAX_VALUE);
        Optional<Integer> older = read.integer("max_tokens", 1, Integer.MAX_VALUE);
        int tokens = Math.min(limits.maxTokens(), newer.or(() -> older).orElse(limits.defaultTokens()));
        ChatRequest request = new ChatRequest(
                messages(json.path("messages"), limits),
                tokens,
                new ChatRequest.Sampling(
                        read.number("temperature", 0, 2),
                        read.number("top_p", 0, 1),
                        read.integer("seed", Integer.MIN_VALUE, Integer.MAX_VALUE)),
                read.texts("stop", 4));
        boolean usage = json.path("stream_options").path("include_usage").asBoolean(false);
        return new ChatBody(read.text("model"), request, read.flag("stream"), usage);
    }

    private static List<ChatMessage> messages(JsonNode node, ChatLimits limits) throws RequestException {
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
