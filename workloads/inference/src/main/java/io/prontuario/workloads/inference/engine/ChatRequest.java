package io.prontuario.workloads.inference.engine;

import java.util.List;

/**
 * A conversation to be answered.
 *
 * @param messages at least one, the last one to be answered
 * @param generation how
 */
public record ChatRequest(List<ChatMessage> messages, Generation generation) {
    /** Copies the list. */
    public ChatRequest {
        messages = List.copyOf(messages);
    }
}
