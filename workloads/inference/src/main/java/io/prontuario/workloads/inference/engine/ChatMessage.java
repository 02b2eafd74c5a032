package io.prontuario.workloads.inference.engine;

/**
 * One turn of a conversation.
 *
 * @param role who speaks
 * @param content what is said
 */
public record ChatMessage(Role role, String content) {
    /** Who speaks. */
    public enum Role {
        /** Instructions that hold for the whole conversation. */
        SYSTEM,
        /** The person. */
        USER,
        /** The model. */
        ASSISTANT;

        /** The word used on the wire and in prompt templates. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
