package io.prontuario.workloads.inference.engine;

import java.io.IOException;

/**
 * Something that answers conversations with one model. Implementations allow calls from many threads at once, and are
 * interchangeable: what a caller sees of llama.cpp in process is what it sees of a proxied server.
 */
public interface Engine extends AutoCloseable {
    /** Loads what it needs and answers one short prompt, so that the first user does not pay for it. Blocks. */
    void warmUp() throws EngineException;

    /** How many generations run side by side; more than these wait in the queue in front. */
    int parallel();

    /**
     * Generates an answer into the sink. When the sink fails or is no longer wanted, the work is cancelled.
     *
     * @throws EngineException when the engine refuses or fails; its kind says whose fault it is
     * @throws IOException when the sink failed: the client is gone
     */
    Completion chat(ChatRequest request, TextSink sink) throws EngineException, IOException;

    /** Frees what it holds; later calls fail. */
    @Override
    void close();
}
