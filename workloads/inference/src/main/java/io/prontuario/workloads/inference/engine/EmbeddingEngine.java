package io.prontuario.workloads.inference.engine;

/** Turns texts into vectors whose angle tells how near their meanings are. */
public interface EmbeddingEngine extends Engine {
    /**
     * A text's vector.
     *
     * @param values of length 1 as a vector
     * @param tokens that the text took
     */
    record Embedding(float[] values, int tokens) {}

    /** How many numbers a vector has. */
    int dimensions();

    /**
     * Embeds one text.
     *
     * @throws EngineException when the text does not fit, or the engine fails
     */
    Embedding embed(String text) throws EngineException;
}
