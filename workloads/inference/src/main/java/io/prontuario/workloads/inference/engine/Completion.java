package io.prontuario.workloads.inference.engine;

/**
 * How a generation ended.
 *
 * @param promptTokens tokens of the prompt, template included
 * @param completionTokens tokens generated
 * @param finish why it ended
 */
public record Completion(int promptTokens, int completionTokens, Finish finish) {
    /** Why a generation ended. */
    public enum Finish {
        /** The model ended its answer or met a stop text. */
        STOP("stop"),
        /** The limit of tokens was reached. */
        LENGTH("length");

        private final String word;

        Finish(String word) {
            this.word = word;
        }

        /** The word used on the wire. */
        public String word() {
            return word;
        }
    }
}
