package io.prontuario.workloads.inference.engine;

import java.util.Locale;

/**
 * One message of a chat.
 *
 * @param role the author's role
 * @param content the text
 */
public record ChatMessage(Role role, String content) {
    /** The author of a message. */
    public enum Role {
        /** Instructions for the whole chat. */
        SYSTEM,
        /** The person. */
        USER,
        /** The model. */
        ASSISTANT;

        /** The value in the OpenAI API and in prompt templates. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
