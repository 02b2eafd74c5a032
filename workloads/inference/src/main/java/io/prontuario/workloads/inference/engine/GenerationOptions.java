package io.prontuario.workloads.inference.engine;

import java.util.List;
import java.util.Optional;

/**
 * Parameters of a generation.
 *
 * @param maxTokens most tokens to generate, at least 1
 * @param sampling how the next token is chosen
 * @param stop sequences that end the generation; may be empty
 */
public record GenerationOptions(int maxTokens, Sampling sampling, List<String> stop) {
    /** Copies the list. */
    public GenerationOptions {
        stop = List.copyOf(stop);
    }

    /**
     * Sampling parameters; an empty one takes the engine's default.
     *
     * @param temperature 0 (always the most likely token) to 2
     * @param topP cumulative probability of the tokens considered, above 0 and at most 1
     * @param seed makes sampling repeatable
     */
    public record Sampling(Optional<Double> temperature, Optional<Double> topP, Optional<Integer> seed) {
        /** The engine's defaults. */
        public static Sampling engineDefaults() {
            return new Sampling(Optional.empty(), Optional.empty(), Optional.empty());
        }
    }
}
