package io.prontuario.workloads.inference.engine;

import java.util.List;

/**
 * A chat to be answered.
 *
 * @param messages at least one
 * @param generation how to generate
 */
public record ChatRequest(List<ChatMessage> messages, GenerationOptions generation) {
    /** Copies the list. */
    public ChatRequest {
        messages = List.copyOf(messages);
    }
}
