package io.prontuario.workloads.inference.engine;

import java.util.List;
import java.util.function.BooleanSupplier;

/** Turns texts into vectors whose angle tells how near their meanings are. */
public interface EmbeddingEngine extends Engine {
    /**
     * Texts' vectors.
     *
     * @param vectors one a text, in their order, each of length 1
     * @param tokens that all texts took together
     */
    record Embeddings(List<float[]> vectors, int tokens) {
        /** Copies the list. */
        public Embeddings {
            vectors = List.copyOf(vectors);
        }
    }

    /** How many numbers a vector has; known once it is warm. */
    int dimensions();

    /**
     * Embeds texts.
     *
     * @param wanted whether somebody still wants them; asked now and then, so it must be cheap
     * @throws EngineException when a text does not fit, nobody wants them any more, or the engine fails
     */
    Embeddings embed(List<String> texts, BooleanSupplier wanted) throws EngineException;
}
