package io.prontuario.workloads.inference.engine;

import java.util.List;
import java.util.Optional;

/**
 * How much is generated and how.
 *
 * @param maxTokens most tokens to generate, at least 1
 * @param sampling how tokens are chosen
 * @param stop texts at which generation ends; may be empty
 */
public record Generation(int maxTokens, Sampling sampling, List<String> stop) {
    /** Copies the list. */
    public Generation {
        stop = List.copyOf(stop);
    }

    /**
     * How tokens are chosen; what is empty is left to the engine.
     *
     * @param temperature 0 (always the likeliest) to 2
     * @param topP share of probability considered, above 0 up to 1
     * @param seed same seed, same answer
     */
    public record Sampling(Optional<Double> temperature, Optional<Double> topP, Optional<Integer> seed) {
        /** The engine's own choices. */
        public static Sampling engineDefaults() {
            return new Sampling(Optional.empty(), Optional.empty(), Optional.empty());
        }
    }
}
