package io.prontuario.workloads.inference.engine;

import java.util.List;
import java.util.function.BooleanSupplier;

/** Turns texts into vectors; the smaller the angle of two vectors, the closer the meanings. */
public interface EmbeddingEngine extends Engine {
    /**
     * The vectors of the texts of one request.
     *
     * @param vectors one per text, in the order of the texts, each of length 1
     * @param tokens tokens of all texts together
     */
    record Embeddings(List<float[]> vectors, int tokens) {
        /** Copies the list. */
        public Embeddings {
            vectors = List.copyOf(vectors);
        }
    }

    /** Elements of a vector; known after {@link #warmUp}. */
    int dimensions();

    /**
     * Embeds texts.
     *
     * @param connected whether the client is still connected; called repeatedly, so it must be cheap
     * @throws EngineException when a text does not fit the model, the client disconnected, or the engine fails
     */
    Embeddings embed(List<String> texts, BooleanSupplier connected) throws EngineException;
}
