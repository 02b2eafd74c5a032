package io.prontuario.workloads.inference.engine;

/**
 * The outcome of a generation.
 *
 * @param promptTokens tokens of the prompt, chat template included
 * @param completionTokens tokens generated
 * @param finish why generation stopped
 */
public record GenerationResult(int promptTokens, int completionTokens, FinishReason finish) {
    /** OpenAI's {@code finish_reason}. */
    public enum FinishReason {
        /** The model ended its answer or generated a stop sequence. */
        STOP("stop"),
        /** The token limit was reached. */
        LENGTH("length");

        private final String wireName;

        FinishReason(String wireName) {
            this.wireName = wireName;
        }

        /** The value in the OpenAI API. */
        public String wireName() {
            return wireName;
        }
    }
}
